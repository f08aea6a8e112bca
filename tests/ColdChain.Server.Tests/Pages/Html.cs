using System.Net;
using System.Text.RegularExpressions;

namespace ColdChain.Server.Tests.Pages;

/// <summary>What a reader gets to see of a page, and where it leads.</summary>
internal static partial class Html
{
    public static async Task<string> ReadAsync(this HttpClient client, string address) =>
        await client.GetStringAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public static HttpClient InEnglish(this HttpClient client)
    {
        client.DefaultRequestHeaders.Add("Cookie", "coldchain-language=en");
        return client;
    }

    /// <summary>The words of the page as they are read, one space between them, and those of its labels.</summary>
    public static string Words(string html)
    {
        string labels = string.Join(' ', Label().Matches(html).Select(match => match.Groups[1].Value));
        string text = Tag().Replace(Silent().Replace(html, " "), " ");
        return WebUtility.HtmlDecode(Space().Replace($"{text} {labels}", " ")).Trim();
    }

    /// <summary>The addresses of this server that the page links to, without their fragments.</summary>
    public static string[] Links(string html) =>
        [.. Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]).Where(link => link.Length > 0).Distinct()];

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Silent();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();

    [GeneratedRegex("(?:aria-label|placeholder|data-label|title|alt)=\"([^\"]*)\"")]
    private static partial Regex Label();

    [GeneratedRegex("<a [^>]*?href=\"(/?[^\":]*)\"")]
    private static partial Regex Link();
}
