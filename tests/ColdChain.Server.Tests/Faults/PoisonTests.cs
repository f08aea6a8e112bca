using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F10: requests that are nothing, too much, somebody else's, or never end. The next good one gets through.</summary>
[Trait(FaultRun.Family, "F10-server")]
public sealed class PoisonTests
{
    private const int UsualPoison = 60;
    private const int SlowConnections = 40;
    private const int FreshReadings = 20;

    /// <summary>What each kind of poison is answered with.</summary>
    private static readonly HttpStatusCode[] Kinds =
    [
        HttpStatusCode.BadRequest,
        HttpStatusCode.BadRequest,
        HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden,
        HttpStatusCode.RequestEntityTooLarge,
        HttpStatusCode.UnsupportedMediaType,
        HttpStatusCode.BadRequest,
        HttpStatusCode.BadRequest,
        HttpStatusCode.RequestEntityTooLarge,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Poison_is_refused_with_a_reason_stores_nothing_and_keeps_nobody_from_delivering()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client);
        int count = FaultRun.Count(UsualPoison);
        HashSet<HttpStatusCode> met = [];
        for (int round = 0; round < count; round++)
        {
            met.Add(await PoisonAsync(random, client, round));
            BatchReply reply = await agent.DeliverAsync(AgentUnderTest.Batch(
                AgentUnderTest.Top, new WireReading(round + 1, AgentUnderTest.Start - ((round + 1) * 60_000L), 4_000, 0)));
            Assert.Equal([round + 1, round + 1], Assert.Single(reply.Accepted));
        }

        Assert.Equal(count, await StoredAsync(server));
        Assert.True(met.SetEquals(Kinds) || count < Kinds.Length, $"only {string.Join(", ", met)} were met");
        FaultRun.Report("F10-server", count, seed);
    }

    [Fact]
    public async Task Requests_that_never_end_keep_nobody_from_delivering()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        List<TcpClient> slow = [];
        for (int number = 0; number < SlowConnections; number++)
        {
            slow.Add(await BeginAsync(server.Address, number));
        }

        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client);
        WireReading[] fresh = [.. Enumerable.Range(0, FreshReadings).Select(
            number => new WireReading(number + 1, AgentUnderTest.Start - ((number + 1) * 60_000L), 4_000, 0))];
        foreach (WireReading one in fresh)
        {
            await agent.DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, one));
        }

        Assert.All(slow, connection => Assert.True(connection.Connected));
        Assert.Equal(FreshReadings, await StoredAsync(server));
        slow.ForEach(connection => connection.Dispose());
        FaultRun.Report("F10-server", SlowConnections, 0);
    }

    /// <summary>The head of a request, or that and a byte of its body; the rest never comes. By another agent.</summary>
    private static async Task<TcpClient> BeginAsync(Uri server, int number)
    {
        TcpClient connection = new();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port, Token);
        string head = "POST /api/v1/agents/baishi-gateway/batches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + $"Authorization: Bearer {ServerUnderTest.BaishiKey}\r\nContent-Length: 1000\r\n{(number % 2 == 0 ? "\r\n{" : string.Empty)}";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Token);
        return connection;
    }

    private static async Task<HttpStatusCode> PoisonAsync(Random random, HttpClient client, int round)
    {
        byte[] good = AgentUnderTest.Json(AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(9_000 + round, AgentUnderTest.Start - 1, 9_999, 0)));
        string text = Encoding.UTF8.GetString(good);
        AgentUnderTest agent = new(client);
        AgentUnderTest nobody = new(client, key: "a-key-of-nobody-at-all");
        AgentUnderTest another = new(client, key: ServerUnderTest.BaishiKey);
        using HttpResponseMessage answer = await ((round % Kinds.Length) switch
        {
            0 => agent.PostAsync(good[..random.Next(good.Length)]),
            1 => agent.PostAsync(AgentUnderTest.Gzip(good)[..random.Next(20)], "gzip"),
            2 => nobody.PostAsync(good),
            3 => another.PostAsync(good),
            4 => agent.PostAsync(AgentUnderTest.Gzip(new byte[20_000_000]), "gzip"),
            5 => agent.PostAsync(good, type: "text/plain"),
            6 => agent.PostTextAsync(new string('[', 100_000)),
            7 => agent.PostTextAsync(text.Replace("9999", "1e400", StringComparison.Ordinal)),
            _ => agent.PostTextAsync(TooMany()),
        });
        Assert.True(
            answer.StatusCode == Kinds[round % Kinds.Length], $"round {round}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
        return answer.StatusCode;
    }

    private static string TooMany()
    {
        string readings = string.Join(',', Enumerable.Range(0, ReadingBatch.MostEntries + 1)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"[{number + 20_000},{AgentUnderTest.Start - number},4000,0]")));
        return $$"""{"journal":"{{AgentUnderTest.Journal}}","lane":"live","agentTime":1,"series":[{"sensor":"{{AgentUnderTest.Top}}","readings":[{{readings}}]}]}""";
    }

    private static async Task<int> StoredAsync(ServerUnderTest server) => (await server.App.Services.GetRequiredService<IReadingHistory>().ReadAsync(
        Core.Identity.SensorId.Parse(AgentUnderTest.Top, null), new TimeRange(Instant.FromUnixMilliseconds(0), null), Token)).Count;
}
