using System.Net;
using System.Text.RegularExpressions;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>A form of a page as a browser would send it, each field filled with something that it may take.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Fields">Names and what they hold; those that somebody can write into, or could with a browser's tools, are all but the proof.</param>
internal sealed partial record TypedForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const string Proof = "__RequestVerificationToken";

    /// <summary>The same form of another thing is the same form.</summary>
    public string Kind => $"{Number().Replace(Action, "#")} {string.Join(',', Fields.Select(one => one.Key))}";

    public IEnumerable<string> Typed => Fields.Select(one => one.Key).Where(name => name != Proof).Distinct();

    /// <summary>The forms of a page that are posted without a file.</summary>
    /// <param name="html">The page.</param>
    /// <param name="address">Of the page: a form without an address is sent there.</param>
    /// <param name="password">What fields for a password are filled with.</param>
    public static IEnumerable<TypedForm> In(string html, string address, string password) =>
        from form in Form().Matches(html)
        let head = form.Groups["head"].Value
        where head.Contains("method=\"post\"", StringComparison.Ordinal) && !head.Contains("multipart", StringComparison.Ordinal)
        let action = Attribute(head, "action") is { Length: > 0 } given ? given : address
        select new TypedForm(action, [.. Field().Matches(form.Groups["body"].Value).SelectMany(field => Filled(field, password))]);

    public FormUrlEncodedContent With(string name, string text) =>
        new(Fields.Select(field => field.Key == name ? new KeyValuePair<string, string>(name, text) : field));

    private static IEnumerable<KeyValuePair<string, string>> Filled(Match field, string password)
    {
        string head = field.Groups["head"].Value;
        if (Attribute(head, "name") is not { } name)
        {
            yield break;
        }

        string? value = field.Groups["tag"].Value switch
        {
            "select" => Options(field.Groups["rest"].Value),
            "textarea" => "x",
            "button" => Attribute(head, "value"),
            _ => Attribute(head, "value") is { Length: > 0 } given ? given : Of(Attribute(head, "type"), password),
        };
        yield return new(name, value ?? string.Empty);
    }

    private static string Options(string rest)
    {
        string[] values = [.. Option().Matches(rest).Select(option => WebUtility.HtmlDecode(option.Groups[1].Value))];
        return Array.Find(values, value => value.Length > 0) ?? string.Empty;
    }

    private static string Of(string? type, string password) => type switch
    {
        "password" => password,
        "number" => "1",
        "date" => "2026-05-01",
        "month" => "2026-05",
        "time" => "08:00",
        "datetime-local" => "2026-05-01T08:00",
        "email" => "a@b.example",
        "tel" => "13900001111",
        "checkbox" => "true",
        _ => "x",
    };

    private static string? Attribute(string head, string name) =>
        Regex.Match(head, $"\\b{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(?<tag>input|button|textarea)(?<head>[^>]*)>|<(?<tag>select)(?<head>[^>]*)>(?<rest>.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("<option[^>]*?value=\"([^\"]*)\"")]
    private static partial Regex Option();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
