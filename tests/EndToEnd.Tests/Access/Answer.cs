using System.Net;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Access;

/// <summary>What the server answered to an address.</summary>
public sealed partial record Answer(string Path, HttpStatusCode Code, string? Location, string Body)
{
    /// <summary>The server's own addresses that the page leads to, without fragments.</summary>
    public IEnumerable<string> Links() => Link().Matches(Body)
        .Select(match => WebUtility.HtmlDecode(match.Groups["target"].Value).Split('#')[0])
        .Where(target => target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal));

    [GeneratedRegex("""(?:href|action|src)="(?<target>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();
}
