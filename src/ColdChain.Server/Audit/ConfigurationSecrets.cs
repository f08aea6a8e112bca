namespace ColdChain.Server.Audit;

/// <summary>What of a configuration may stand on the trail: a secret is named, never shown; its fingerprint says when it is another one.</summary>
public sealed class ConfigurationSecrets(SecretFingerprint fingerprint)
{
    /// <summary>No secret in a file is longer; of a larger file the beginning counts.</summary>
    private const int MostBytesOfFile = 65_536;

    /// <summary>A key that has one of these words in it holds a secret, unless it says where a file with one is.</summary>
    private static readonly string[] Words = ["password", "secret", "token", "key", "robot", "connection", "credential"];

    /// <param name="key">The whole path: <c>Alarming:WeCom:Robots:cdc</c>.</param>
    /// <param name="value">As configured.</param>
    public string Shown(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 || !Words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return WithoutCredentials(key, value);
        }

        return key.EndsWith("File", StringComparison.OrdinalIgnoreCase) ? $"{value}{InFile(key, value)}" : Hidden(key, value);
    }

    private string Hidden(string key, string secret) => $"(secret {fingerprint.Of(key, secret)})";

    /// <summary>Nothing where the file cannot be read: whoever needs it says so.</summary>
    private string InFile(string key, string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MostBytesOfFile];
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return " " + Hidden(key, Convert.ToHexString(bytes, 0, read));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>An address can carry a name and a password before its host, and a robot's key behind a question mark.</summary>
    private string WithoutCredentials(string key, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address) || (address.UserInfo.Length == 0 && address.Query.Length == 0))
        {
            return value;
        }

        return $"{address.Scheme}://{(address.UserInfo.Length > 0 ? Hidden(key, address.UserInfo) + "@" : string.Empty)}{address.Authority}{address.AbsolutePath}"
            + (address.Query.Length > 0 ? "?" + Hidden(key, address.Query) : string.Empty);
    }
}
