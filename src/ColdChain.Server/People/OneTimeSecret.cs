using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ColdChain.Server.People;

/// <summary>A secret that is shown once and of which only the SHA-256 is kept.</summary>
/// <param name="Text">What the reader must keep: a prefix, then 43 letters, digits, '-' and '_'.</param>
/// <param name="Sha256">In lower-case hexadecimal. The secret is 32 random bytes, so a slow hash would add nothing.</param>
public sealed record OneTimeSecret(string Text, string Sha256)
{
    private const int RandomBytes = 32;

    /// <summary>How much of a key is kept to recognise it by: its kind and 6 characters, 36 bits of 256.</summary>
    private const int ShownCharacters = 10;

    /// <summary>The part that may be seen by everybody who may see the list of keys.</summary>
    public string Prefix => Text[..ShownCharacters];

    public static OneTimeSecret Make(string prefix)
    {
        string text = prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return new OneTimeSecret(text, Hash(text));
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A secret is printed nowhere by accident.</summary>
    public override string ToString() => "(secret)";
}
