using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Server.Running;

namespace ColdChain.Server.Alarming.Links;

/// <summary>Makes the secret of a link out of the message's key and a key of this server's, and the hash that is stored.</summary>
/// <remarks>
/// 128 bits of HMAC-SHA-256, so it can be guessed no better than a random number, and a message that is sent again after
/// a crash carries the same link although no token is stored anywhere: neither in the outbox nor beside its hash. The
/// server's key is a random file of 32 bytes in the data directory, made at the first use; losing it makes the links of
/// messages on their way useless and harms nothing else.
/// </remarks>
public sealed class LinkTokens
{
    private const int TokenBytes = 16;

    private readonly byte[] _key;

    public LinkTokens(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.KeysPath);
        _key = LoadOrMake(Path.Combine(options.KeysPath, "alarm-links.key"));
    }

    /// <summary>22 letters, digits, '-' and '_'.</summary>
    public string TokenFor(string messageKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(messageKey);
        byte[] code = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(messageKey));
        return Base64Url.EncodeToString(code.AsSpan(0, TokenBytes));
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static byte[] LoadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            // Whole or not at all: a key that is half written would silently be another key.
            string draft = path + ".new";
            FileStreamOptions ownerOnly = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (FileStream file = new(draft, ownerOnly))
            {
                file.Write(RandomNumberGenerator.GetBytes(32));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }

        return File.ReadAllBytes(path);
    }
}
