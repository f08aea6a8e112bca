namespace ColdChain.Server.Audit;

/// <summary>What of a configuration may stand on the trail: a secret is named, never shown.</summary>
public static class ConfigurationSecrets
{
    public const string Hidden = "(secret)";

    /// <summary>A key that has one of these words in it holds a secret, unless it says where a file with one is.</summary>
    private static readonly string[] Words = ["password", "secret", "token", "key", "robot", "connection", "credential"];

    /// <param name="key">The whole path: <c>Alarming:WeCom:Robots:cdc</c>.</param>
    /// <param name="value">As configured.</param>
    public static string Shown(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        bool isFile = key.EndsWith("File", StringComparison.OrdinalIgnoreCase);
        return value.Length > 0 && !isFile && Words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? Hidden
            : WithoutCredentials(value);
    }

    /// <summary>An address can carry a name and a password before its host, and a robot's key behind a question mark.</summary>
    private static string WithoutCredentials(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address) || (address.UserInfo.Length == 0 && address.Query.Length == 0))
        {
            return value;
        }

        return $"{address.Scheme}://{(address.UserInfo.Length > 0 ? Hidden + "@" : string.Empty)}{address.Authority}{address.AbsolutePath}"
            + (address.Query.Length > 0 ? "?" + Hidden : string.Empty);
    }
}
