using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ColdChain.Server.Tests.Pages;
using ColdChain.Server.Tests.People.Walk;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Every text that the records hold begins as a formula does, and every table that anybody can take out is looked at cell by cell.</summary>
public sealed partial class FormulaInjectionTests
{
    /// <summary>By OWASP's list of what begins a formula, and the full-width signs that spreadsheets in Chinese take for them.</summary>
    private const string Beginnings = "=+-@\t\r\n＝＋－＠";

    private static readonly string[] Languages = ["zh", "en"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_cell_of_any_table_that_anybody_takes_out_is_computed_and_numbers_stay_numbers()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        await county.Server.HoldAsync("gaochuan/fridge-1", -2_500, fromMinutesAgo: 60, untilMinutesAgo: 40);
        await PoisonedRecords.ExecuteAsync(county.Server, "UPDATE hand_reading_entry SET value_milli_celsius = -1500, reason = 'cold'");
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        List<(Walker, string)> exports = await FindAsync(county, client);
        Assert.Equal(3, exports.Select(one => one.Item2.Split('/', '?')[3]).Distinct().Count());
        int cells = 0;
        foreach (string formula in HostileTexts.Formulas)
        {
            await PoisonedRecords.PrependAsync(county.Server, formula);
            HashSet<string> guarded = [];
            HashSet<string> numbers = [];
            foreach ((Walker walker, string address) in exports)
            {
                foreach (string cell in await CellsAsync(client, walker, address))
                {
                    cells++;
                    Assert.False(cell.Length > 0 && Beginnings.Contains(cell[0], StringComparison.Ordinal) && !Number().IsMatch(cell), $"{address} as {walker.Name}: {cell}");
                    _ = cell.StartsWith("'" + formula, StringComparison.Ordinal) && guarded.Add(address);
                    _ = cell.StartsWith('-') && numbers.Add(cell);
                }
            }

            Assert.Superset(new HashSet<string> { "-1.5", "-2.5" }, numbers);
            Assert.Contains(guarded, address => address.StartsWith("/api/v1/audit", StringComparison.Ordinal));
            Assert.Contains(guarded, address => address.StartsWith("/api/v1/months", StringComparison.Ordinal));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{exports.Count} downloads, {HostileTexts.Formulas.Count} formulas, {cells} cells");
        Assert.True(cells > 10_000, $"{cells} cells");
    }

    /// <summary>Whatever answers a table, whoever may ask for it, in both languages; the month of the walk and the one after it.</summary>
    private static async Task<List<(Walker Walker, string Address)>> FindAsync(WalkedCounty county, HttpClient client)
    {
        List<(Walker, string)> found = [];
        foreach (RouteEndpoint endpoint in county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is not true)
            {
                continue;
            }

            foreach (Attempt attempt in Attempts.At(endpoint, "GET", county.Facilities))
            {
                foreach (Walker walker in county.Walkers.Where(one => attempt.Expected(one) == Verdict.In))
                {
                    using HttpResponseMessage answer = await AskAsync(client, walker, attempt.Address, "zh");
                    string type = answer.Content.Headers.ContentType?.MediaType ?? string.Empty;
                    Assert.DoesNotContain("sheet", type, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("excel", type, StringComparison.OrdinalIgnoreCase);
                    if (type is "text/csv" or "text/tab-separated-values")
                    {
                        found.AddRange([(walker, attempt.Address), (walker, attempt.Address.Replace("2026-04", "2026-05", StringComparison.Ordinal))]);
                    }
                }
            }
        }

        return [.. found.Distinct()];
    }

    private static async Task<IEnumerable<string>> CellsAsync(HttpClient client, Walker walker, string address)
    {
        List<string> cells = [];
        foreach (string language in Languages)
        {
            using HttpResponseMessage answer = await AskAsync(client, walker, address, language);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            byte[] bytes = await answer.Content.ReadAsByteArrayAsync(Token);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            cells.AddRange(CsvCells.Read(Encoding.UTF8.GetString(bytes[3..])).SelectMany(row => row));
        }

        return cells;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Walker walker, string address, string language)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, UriKind.Relative));
        (walker with { Cookies = $"{walker.Cookies}; coldchain-language={language}".TrimStart(';', ' ') }).Sign(request);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Number();
}
