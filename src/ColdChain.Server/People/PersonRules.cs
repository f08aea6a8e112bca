using System.Text.RegularExpressions;

namespace ColdChain.Server.People;

/// <summary>The forms of what is typed about a person.</summary>
public static partial class PersonRules
{
    public const int LongestName = 60;

    public static bool IsUserName(string? text) => text is not null && UserName().IsMatch(text);

    public static bool IsFullName(string? text) => text?.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl);

    /// <summary>Empty is allowed: not everybody has one.</summary>
    public static bool IsPhone(string? text) => string.IsNullOrWhiteSpace(text) || Phone().IsMatch(text.Trim());

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();

    [GeneratedRegex("^[+]?[0-9][0-9 -]{4,23}$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
