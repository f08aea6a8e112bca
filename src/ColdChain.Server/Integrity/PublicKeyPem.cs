using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ColdChain.Server.Integrity;

/// <summary>A public key as the text that other programs read.</summary>
internal static class PublicKeyPem
{
    private const string Label = "PUBLIC KEY";

    public static string Write(byte[] publicKey) => PemEncoding.WriteString(Label, publicKey) + "\n";

    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? publicKey)
    {
        publicKey = null;
        if (PemEncoding.TryFind(text, out PemFields fields) && text[fields.Label] == Label)
        {
            publicKey = new byte[fields.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(text.AsSpan(fields.Base64Data), publicKey, out int length) || length != publicKey.Length)
            {
                publicKey = null;
            }
        }

        return publicKey is not null;
    }
}
