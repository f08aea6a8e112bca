using System.Net;
using System.Text.RegularExpressions;

namespace ColdChain.Server.Tests.Pages;

public sealed partial class LanguageTests
{
    /// <summary>Chinese that belongs on an English page: what people are called, and the button back to Chinese.</summary>
    private static readonly string[] ChineseNames = ["李护士", "张督导", "王护士", "赵审计", "钱管理", "中文"];

    /// <summary>Latin words that belong on a Chinese page: ids, user names, formats, a zone's name, and the button to English.</summary>
    private static readonly string[] LatinNames =
    [
        "English", "CSV", "Asia/Shanghai", "CN-IMM", "CN-GSP", "WHO", "US-CDC",
        "gaochuan-gateway", "baishi-gateway", "county-warehouse", "baishi-nurse", "nurse", "inspector", "auditor", "admin",
    ];

    [Theory]
    [InlineData("nurse", "/")]
    [InlineData("nurse", "/units/gaochuan/fridge-1")]
    [InlineData("nurse", "/units/gaochuan/fridge-2?range=7d")]
    [InlineData("nurse", "/hand-readings")]
    [InlineData("nurse", "/hand-readings/gaochuan/fridge-1")]
    [InlineData("nurse", "/months/2026-05/gaochuan/fridge-2")]
    [InlineData("inspector", "/")]
    [InlineData("inspector", "/hand-readings")]
    [InlineData("inspector", "/months/2026-05/gaochuan/fridge-2")]
    [InlineData("inspector", "/what-if/gaochuan/fridge-2")]
    [InlineData("inspector", "/months/nonsense/gaochuan/fridge-2")]
    [InlineData("inspector", "/nowhere")]
    [InlineData("nurse", "/account")]
    [InlineData("admin", "/people")]
    [InlineData("admin", "/people/1")]
    [InlineData("admin", "/keys")]
    [InlineData("admin", "/keys/agents/gaochuan-gateway")]
    public async Task A_page_is_wholly_in_one_language_or_the_other_and_leads_nowhere_in_vain(string person, string page)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 300, untilMinutesAgo: 100);
        await server.HoldAsync("gaochuan/fridge-2", 9_400, fromMinutesAgo: 25);
        using HttpClient chinese = await server.LogInAsync(person);
        using HttpClient english = (await server.LogInAsync(person)).InEnglish();

        string inChinese = await ReadAsync(chinese, page);
        string inEnglish = await ReadAsync(english, page);

        Assert.Empty(Latin().Matches(Without(Html.Words(inChinese), LatinNames)).Select(match => match.Value).Distinct());
        Assert.Empty(Han().Matches(Without(Html.Words(inEnglish), ChineseNames)).Select(match => match.Value).Distinct());
        foreach (string link in Html.Links(inChinese).Where(link => link.StartsWith('/') && !link.StartsWith("/excursions", StringComparison.Ordinal)))
        {
            Assert.Equal((link, HttpStatusCode.OK), (link, await chinese.StatusAsync(link)));
        }
    }

    private static async Task<string> ReadAsync(HttpClient client, string page)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, page);
        request.Headers.Accept.ParseAdd("text/html");
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Without(string words, string[] names)
    {
        string plain = Id().Replace(words, " ");
        return names.Aggregate(plain, (left, name) => left.Replace(name, " ", StringComparison.Ordinal));
    }

    [GeneratedRegex("[a-z]+(-[a-z0-9]+)*(/[a-z]+(-[0-9]+)?)+")]
    private static partial Regex Id();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    [GeneratedRegex("\\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Han();
}
