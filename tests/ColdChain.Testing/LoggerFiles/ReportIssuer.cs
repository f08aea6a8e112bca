using System.Security.Cryptography;
using System.Text;

namespace ColdChain.Testing.LoggerFiles;

/// <summary>Signs made-up reports the way loggers sign real ones, with keys made for the test: an issuer's, and a certificate's below it.</summary>
public sealed class ReportIssuer : IDisposable
{
    private readonly ECDsa _issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _certified = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>To be trusted in place of the real issuer's: X then Y, lowest byte first, in hexadecimal.</summary>
    public string Key => KeyOf(_issuer);

    /// <param name="text">With CRLF line ends.</param>
    /// <returns>The same with certificate and both signatures below.</returns>
    public string Seal(string text)
    {
        string certificate = "Cert:\r\n Vers: 1.0\r\n Lot: TEST_26_05\r\n Issuer: Some, Test: AG\r\n Valid from: 2026-01-01 07:39\r\n"
            + $" Owner: Some Test AG\r\n Public Key: {KeyOf(_certified)}\r\n";
        string signed = $"{text}{certificate}Sig Cert: {Sign(_issuer, certificate)}\r\n";
        return $"{signed}Sig: {Sign(_certified, signed)}\r\n";
    }

    public void Dispose()
    {
        _issuer.Dispose();
        _certified.Dispose();
    }

    private static string KeyOf(ECDsa key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return Hex(point.X!) + Hex(point.Y!);
    }

    private static string Sign(ECDsa key, string text)
    {
        byte[] hash = SHA256.HashData(Encoding.Latin1.GetBytes(text));
        Array.Reverse(hash);
        byte[] pair = key.SignHash(hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return Hex(pair[..32]) + Hex(pair[32..]);
    }

    private static string Hex(byte[] number)
    {
        Array.Reverse(number);
        return Convert.ToHexStringLower(number);
    }
}
