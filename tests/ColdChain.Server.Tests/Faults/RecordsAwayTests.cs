using System.Net;
using ColdChain.Core.Wire;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Faults;

/// <summary>PostgreSQL is killed under a server that keeps its records there.</summary>
public sealed class RecordsAwayTests
{
    private const int MinutesAway = 30;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_records_are_away_agents_are_told_to_come_again_and_then_nothing_is_missing()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.MissingReason);
        await using PostgresServer postgres = await PostgresServer.StartAsync(Token);
        await TestedRecords.ExecuteAsync(postgres, "CREATE DATABASE county TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        string directory = Directory.CreateTempSubdirectory("coldchain-away-").FullName;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(TestedRecords.Settings(postgres, "county"), directory);
        await SetUpAsync(server, directory);
        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client);
        await agent.DeliverAsync(Warm(minute: 0));

        await postgres.KillAsync(Token);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        HttpStatusCode[] meanwhile = [await StatusAsync(agent, 1), await StatusAsync(agent, 2)];
        await postgres.StartAgainAsync(Token);
        for (int minute = 0; minute <= MinutesAway; minute++)
        {
            await DeliverInTheEndAsync(agent, minute);
        }

        Assert.All(meanwhile, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        await Eventually.HoldsAsync(async () => await ExcursionsAsync(server) == 1, "the excursion is found, once", Bound, Token);
    }

    private static async Task SetUpAsync(ServerUnderTest server, string directory)
    {
        string file = Path.Combine(directory, "county.json");
        await File.WriteAllTextAsync(file, ServerUnderTest.County, Token);
        Assert.Empty((await SetUp.FromFileAsync(server.App.Services, file, Token)).Mistakes);
    }

    private static ReadingBatch Warm(int minute) =>
        AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(minute + 1, AgentUnderTest.Start - (60_000L * (MinutesAway - minute)), 12_000, 0));

    private static async Task<HttpStatusCode> StatusAsync(AgentUnderTest agent, int minute)
    {
        using HttpResponseMessage answer = await agent.PostAsync(AgentUnderTest.Json(Warm(minute)));
        return answer.StatusCode;
    }

    /// <summary>As an agent does: the same again, until it is said to be stored.</summary>
    private static Task DeliverInTheEndAsync(AgentUnderTest agent, int minute) => Eventually.HoldsAsync(
        async () => await StatusAsync(agent, minute) == HttpStatusCode.OK, "it is taken", Bound, Token);

    private static async Task<int> ExcursionsAsync(ServerUnderTest server)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<ExcursionEntry>().CountAsync(Token);
    }
}
