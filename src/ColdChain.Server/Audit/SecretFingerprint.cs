using System.Security.Cryptography;
using System.Text;

namespace ColdChain.Server.Audit;

/// <summary>Tells one secret from the next without telling either: HMAC-SHA256 under a key that never leaves the server.</summary>
/// <remarks>
/// A password is short, so whoever reads the trail could try all passwords against a plain hash of it. Against this they lack the key,
/// which lies beside the keys of the cookies. Where it is lost, a new one is made, and every secret looks changed once.
/// </remarks>
public sealed class SecretFingerprint(byte[] key)
{
    private const string FileName = "fingerprints.key";

    private const int KeyBytes = 32;

    /// <summary>64 bits: two secrets that follow each other in one setting do not meet by chance.</summary>
    private const int ShownDigits = 16;

    /// <summary>With the key of this folder, which is made where there is none yet.</summary>
    public static SecretFingerprint In(string folder)
    {
        string path = Path.Combine(folder, FileName);
        byte[] key = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (key.Length != KeyBytes)
        {
            key = RandomNumberGenerator.GetBytes(KeyBytes);
            Directory.CreateDirectory(folder);
            File.Delete(path);
            using FileStream file = new(path, OwnersAlone());
            file.Write(key);
            file.Flush(flushToDisk: true);
        }

        return new SecretFingerprint(key);
    }

    /// <param name="name">The setting: one password in two places has two fingerprints.</param>
    /// <param name="secret">As configured.</param>
    public string Of(string name, string secret)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(secret);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name + "\0" + secret)))[..ShownDigits];
    }

    private static FileStreamOptions OwnersAlone()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
