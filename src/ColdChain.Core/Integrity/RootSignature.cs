using System.Security.Cryptography;

namespace ColdChain.Core.Integrity;

/// <summary>
/// Says who made a root: ECDSA on the curve P-256 over the root's SHA-256, in the DER form that other programs read.
/// </summary>
/// <remarks>
/// It keeps out those who have the database and not the key. Whoever runs the server has both; against him stand the roots
/// that others kept (<see cref="RootLine"/>).
/// </remarks>
public static class RootSignature
{
    private const DSASignatureFormat Form = DSASignatureFormat.Rfc3279DerSequence;
    private const int KeyIdDigits = 16;

    /// <summary>A new key; the caller disposes of it.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the public key.</summary>
    /// <param name="publicKey">As SubjectPublicKeyInfo, DER.</param>
    public static string KeyId(ReadOnlySpan<byte> publicKey) => Digest.Of(publicKey).ToString()[..KeyIdDigits];

    public static byte[] Sign(ECDsa key, Digest root) => key.SignHash(root.ToArray(), Form);

    /// <param name="key">The public part is enough.</param>
    /// <param name="root">The hash of the root.</param>
    /// <param name="signature">Any bytes.</param>
    public static bool Fits(ECDsa key, Digest root, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        root.Write(hash);
        return key.VerifyHash(hash, signature, Form);
    }
}
