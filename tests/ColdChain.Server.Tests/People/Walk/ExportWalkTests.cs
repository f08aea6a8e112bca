using System.Net;
using ColdChain.Server.Audit;
using ColdChain.Server.People;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>What leaves the server stands on the audit trail, whoever takes it.</summary>
public sealed class ExportWalkTests
{
    private const string Question = "?from=1777500000000&to=1777600000000&buckets=10";

    /// <summary>Routes that people ask by GET and that take no records out.</summary>
    private static readonly string[] TakesNothingOut =
    [
        "/openapi/{documentName}.json",
        "/events/overview",
        "/api/v1/charts/{*unit}",
        "/api/v1/equipment-template/{kind}",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_that_answers_with_no_page_says_whether_it_takes_records_out() =>
        Assert.Equal(
            TakesNothingOut.Order(),
            AccessTable.Rules.Where(rule => rule is { Method: "GET", Audience: Audience.People, Export: null }).Select(rule => rule.Pattern).Order());

    [Fact]
    public async Task Every_export_leaves_a_row_that_says_who_took_what_and_for_whose_inspectors_it_is()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        foreach ((AccessRule rule, Walker walker) in Exports(county))
        {
            (string address, WalkedFacility? of) = Attempts.Addresses(rule.Pattern, rule, county.Facilities).First();
            int before = await CountAsync(county);
            Assert.Equal(HttpStatusCode.OK, await AskAsync(county, walker, address + Question));
            AuditEntry row = await NewestAsync(county);
            Assert.True(await CountAsync(county) == before + 1, $"{rule.Pattern} as {walker.Name} leaves no row, or more than one");
            Assert.Equal(walker.Role is null ? "integration:Gaochuan-program" : walker.Name, row.Actor);
            Assert.True(rule.ScopedBy is null || row.FacilityId?.ToString() == of!.Id, $"{rule.Pattern}: {row.FacilityId}");
        }
    }

    [Fact]
    public async Task What_is_refused_or_is_not_there_leaves_none()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        Walker walker = county.Walkers.Single(one => one.Name == "gc-inspector");
        int before = await CountAsync(county);
        foreach (AccessRule rule in AccessTable.Rules.Where(rule => rule.Export is not null && rule.ScopedBy is not null))
        {
            (string address, _) = Attempts.Addresses(rule.Pattern, rule, county.Facilities).Last();
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(county, walker, address + Question));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(county, walker, "/api/v1/readings/gaochuan/fridge-1?from=2&to=1"));
        Assert.Equal(before, await CountAsync(county));
    }

    [Fact]
    public async Task A_program_that_fetches_every_minute_is_one_line_an_hour_for_each_unit()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        Walker program = county.Walkers.Single(one => one.Name == "a program that reads");
        int before = await CountAsync(county);
        for (int minute = 0; minute < 61; minute++)
        {
            await AskAsync(county, program, "/api/v1/readings/gaochuan/fridge-1" + Question);
            county.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(before + 2, await CountAsync(county));
    }

    private static IEnumerable<(AccessRule Rule, Walker Walker)> Exports(WalkedCounty county)
    {
        foreach (AccessRule rule in AccessTable.Rules.Where(rule => rule.Export is not null))
        {
            yield return (rule, county.Walkers.Single(one => one.Name == (rule.Roles.Contains(Roles.Inspector) ? "inspector" : "admin")));
            if (rule.Integrations is not null)
            {
                yield return (rule, county.Walkers.Single(one => one.Name == "a program that reads"));
            }
        }
    }

    private static Task<int> CountAsync(WalkedCounty county) =>
        county.Server.ReadAsync(records => records.AuditEntries.CountAsync(entry => entry.Action == AuditActions.Export, Token));

    private static Task<AuditEntry> NewestAsync(WalkedCounty county) =>
        county.Server.ReadAsync(records => records.AuditEntries.OrderByDescending(entry => entry.Id).FirstAsync(Token));

    private static async Task<HttpStatusCode> AskAsync(WalkedCounty county, Walker walker, string address)
    {
        using HttpClient client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = county.Server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, UriKind.Relative));
        walker.Sign(request);
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
