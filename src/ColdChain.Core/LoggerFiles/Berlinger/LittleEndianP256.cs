using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>
/// ECDSA on NIST P-256 as these loggers have it: every number is written lowest byte first, and the SHA-256 of the text is read as
/// such a number too. Worked out from genuine files; documented nowhere.
/// </summary>
internal static class LittleEndianP256
{
    /// <summary>A key (X, Y) and a signature (r, s) are two numbers of 32 bytes each.</summary>
    public const int PairBytes = 64;

    private const int NumberBytes = 32;

    // The curve's own figures: FIPS 186-4, D.1.2.3.
    private static readonly BigInteger Prime = Hex("0ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger Constant = Hex("05ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    /// <param name="key">X then Y.</param>
    /// <param name="signature">r then s.</param>
    /// <param name="hash">SHA-256 of what was signed, as computed.</param>
    public static bool Fits(ReadOnlySpan<byte> key, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> hash)
    {
        if (key.Length != PairBytes || signature.Length != PairBytes || !IsOnCurve(key))
        {
            return false;
        }

        ECParameters parameters = new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Reversed(key[..NumberBytes]), Y = Reversed(key[NumberBytes..]) },
        };
        using ECDsa verifier = ECDsa.Create(parameters);
        byte[] pair = [.. Reversed(signature[..NumberBytes]), .. Reversed(signature[NumberBytes..])];
        return verifier.VerifyHash(Reversed(hash), pair, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Asked first, so that a key that was tampered with is an answer and not an exception.</summary>
    private static bool IsOnCurve(ReadOnlySpan<byte> key)
    {
        BigInteger x = new(key[..NumberBytes], isUnsigned: true);
        BigInteger y = new(key[NumberBytes..], isUnsigned: true);
        return x < Prime && y < Prime && ((y * y) - (x * x * x) + (3 * x) - Constant) % Prime == 0;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> number)
    {
        byte[] reversed = number.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
