using System.Buffers;
using System.Security.Cryptography;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>Checks the two signatures of a report: the certificate's key over the whole text before <c>Sig:</c>, the issuer's over the certificate.</summary>
/// <remarks>Both are made over text with CRLF line ends; a file that some tool gave LF is put back for it.</remarks>
internal static class ReportSeal
{
    private const int HexDigits = LittleEndianP256.PairBytes * 2;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <param name="file">A report whose structure was found whole.</param>
    /// <param name="root">What was read of it.</param>
    /// <param name="issuerKey">As <see cref="LoggerFileTerms.IssuerKey"/>.</param>
    public static LoggerSignature Check(ReadOnlySpan<byte> file, ReportNode root, string issuerKey)
    {
        ReportNode? certificate = root.Find("Cert");
        string? lot = certificate?.Find("Lot")?.Value;
        if (root.Find("Sig") is not { } sealing)
        {
            return LoggerSignature.Absent;
        }

        if (certificate?.Find("Public Key") is not { } publicKey || root.Find("Sig Cert") is not { } issued
            || Bytes(publicKey.Value) is not { } key || Bytes(issued.Value) is not { } issuedBy || Bytes(sealing.Value) is not { } signature)
        {
            return new LoggerSignature(
                LoggerSignatureStanding.Malformed,
                "the signature cannot be checked: a key or a signature is missing or is not written as 128 hexadecimal digits", lot);
        }

        ReadOnlySpan<byte> signed = file[..StartOf(file, sealing.Line)];
        ReadOnlySpan<byte> issuedText = file[StartOf(file, certificate.Line)..StartOf(file, issued.Line)];
        bool fileFits = LittleEndianP256.Fits(key, signature, Hash(signed));
        bool certificateFits = LittleEndianP256.Fits(Bytes(issuerKey), issuedBy, Hash(issuedText));
        return Say(fileFits, certificateFits, lot);
    }

    private static LoggerSignature Say(bool fileFits, bool certificateFits, string? lot) => (fileFits, certificateFits) switch
    {
        (true, true) => new LoggerSignature(
            LoggerSignatureStanding.Valid, "verified against the file's certificate; issuer key inferred", lot),
        (false, true) => new LoggerSignature(
            LoggerSignatureStanding.FileDoesNotFit,
            "the file does not fit its signature: it was changed or cut after the logger wrote it. Its certificate fits; issuer key inferred", lot),
        (true, false) => new LoggerSignature(
            LoggerSignatureStanding.CertificateDoesNotFit,
            "the file fits its certificate, but the certificate does not fit the issuer key, which is inferred", lot),
        (false, false) => new LoggerSignature(
            LoggerSignatureStanding.NeitherFits,
            "neither the file nor its certificate fits its signature; issuer key inferred", lot),
    };

    /// <summary>Small letters alone, as the loggers write them: two spellings of one signature would let a changed byte pass.</summary>
    private static byte[]? Bytes(string hex) =>
        hex.Length == HexDigits && hex.AsSpan().IndexOfAnyExcept(Digits) < 0 ? Convert.FromHexString(hex) : null;

    private static int StartOf(ReadOnlySpan<byte> file, int line)
    {
        int start = 0;
        for (int number = 1; number < line; number++)
        {
            start += file[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }

    private static byte[] Hash(ReadOnlySpan<byte> text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            hash.AppendData(line.EndsWith("\r"u8) ? line[..^1] : line);
            if (end >= 0)
            {
                hash.AppendData("\r\n"u8);
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return hash.GetHashAndReset();
    }
}
