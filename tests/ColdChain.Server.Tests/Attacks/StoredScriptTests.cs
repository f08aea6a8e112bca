using System.Data.Common;
using System.Net.Http.Headers;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.People.Walk;
using ColdChain.Server.Tests.Persistence;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Every text that the records can hold is made hostile behind the server's back, and every page is looked at.</summary>
public sealed class StoredScriptTests
{
    /// <summary>Runs as an element, as an image that fails, and out of an attribute.</summary>
    private const string Hostile = "<script>stored()</script><img src=x onerror=stored()>\" autofocus onfocus=stored() x=\"'";

    private const int LeastPagesThatShowIt = 20;

    private static readonly string[] Running = ["<script>stored", "<img src=x", "\" autofocus onfocus"];

    /// <summary>Text that programs wrote and read again: with anything else there the page would not be made at all.</summary>
    private static readonly string[] NoWordsOfPeople =
    [
        "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "NormalizedUserName", "NormalizedEmail", "Role", "Language", "TimeZone", "Path",
        "ProfileId", "RuleId", "AlarmRuleId", "OldValues", "NewValues", "Action", "Subject", "SubjectKey", "Json", "Points", "Scope", "Lane",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_somebody_wrote_runs_on_any_page_of_anybody()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        int poisoned = await PoisonAsync(county.Server);
        List<string> findings = [];
        int shown = 0;
        using HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        foreach (Walker walker in county.Walkers.Where(one => one.Role is not null))
        {
            foreach (Attempt page in Pages(county).Where(page => page.Expected(walker) == Verdict.In))
            {
                string html = await ReadAsync(browser, page, walker);
                shown += html.Contains("stored()", StringComparison.Ordinal) ? 1 : 0;
                findings.AddRange(Running.Where(text => html.Contains(text, StringComparison.Ordinal)).Select(text => $"{page} as {walker.Name}: {text}"));
            }
        }

        Assert.Empty(findings);
        Assert.True(poisoned > LeastPagesThatShowIt && shown > LeastPagesThatShowIt, $"{poisoned} columns, shown on {shown} pages: the walk says nothing");
    }

    private static IEnumerable<Attempt> Pages(WalkedCounty county) =>
        from endpoint in county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method == "GET"
        from attempt in Attempts.At(endpoint, method, county.Facilities)
        where attempt.Rule is { Method: "PAGE" }
        select attempt;

    private static async Task<string> ReadAsync(HttpClient browser, Attempt page, Walker walker)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Address, UriKind.Relative));
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage answer = await browser.SendAsync(request, Token);
        Assert.True((int)answer.StatusCode < 500, $"{page} as {walker.Name}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <returns>How many columns.</returns>
    private static async Task<int> PoisonAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await records.Database.OpenConnectionAsync(Token);
        await LiftTriggersAsync(records);
        int columns = 0;
        foreach (IEntityType entity in records.Model.GetEntityTypes())
        {
            foreach (IProperty property in entity.GetProperties().Where(IsOfPeople))
            {
                columns++;
                string column = property.GetColumnName();
                // A unique text stays unique: what it was stands before.
                await ExecuteAsync(
                    records, $"UPDATE {entity.GetTableName()} SET \"{column}\" = \"{column}\" || '{Hostile.Replace("'", "''", StringComparison.Ordinal)}' WHERE \"{column}\" IS NOT NULL");
            }
        }

        return columns;
    }

    private static bool IsOfPeople(IProperty property) =>
        property.ClrType == typeof(string)
        && property.GetValueConverter() is null
        && !property.IsKey()
        && !property.IsForeignKey()
        && !property.Name.EndsWith("Sha256", StringComparison.Ordinal)
        && !NoWordsOfPeople.Contains(property.Name);

    private static async Task LiftTriggersAsync(RecordsDbContext records)
    {
        if (TestedRecords.Kind == RecordsKind.PostgreSql)
        {
            await ExecuteAsync(records, "SET session_replication_role = replica");
            return;
        }

        List<string> triggers = await records.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync(Token);
        foreach (string trigger in triggers)
        {
            await ExecuteAsync(records, $"DROP TRIGGER \"{trigger}\"");
        }
    }

    private static async Task ExecuteAsync(RecordsDbContext records, string sql)
    {
        await using DbCommand command = records.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
