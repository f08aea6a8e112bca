using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using ColdChain.Testing;

using Microsoft.Extensions.DependencyInjection;

using static ColdChain.Server.Tests.Ingest.AgentUnderTest;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>F14. A server that is back finds everybody at its door at once.</summary>
public sealed class ReconnectStormTests : IAsyncLifetime
{
    private const int Agents = 2_000;

    private const int BatchesOfAgent = 2;

    private const int ReadingsInBatch = 20;

    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = new();
    private readonly ConcurrentBag<TimeSpan> _told = [];
    private readonly SocketsHttpHandler _connections = new() { MaxConnectionsPerServer = int.MaxValue, UseProxy = false };
    private ServerUnderTest _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = _server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        records.AddRange(Enumerable.Range(0, Agents).Select(agent => new AgentRegistration
        {
            Id = AgentId.Parse(Name(agent), CultureInfo.InvariantCulture),
            FacilityId = FacilityId.Parse("gaochuan", CultureInfo.InvariantCulture),
            KeySha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key(agent)))),
        }));
        await records.SaveChangesAsync(Token);
        _server.App.Services.GetRequiredService<EquipmentDirectory>().Forget();
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await _server.DisposeAsync();
    }

    [Fact] // G1, G2
    [Trait(FaultRun.Family, "F14-server")]
    public async Task Two_thousand_agents_at_once_across_a_restart_lose_nothing_and_nothing_is_stored_twice()
    {
        using HttpClient client = new(_connections, disposeHandler: false);
        ManualClock clock = _server.Clock;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task hurrying = HurryAsync(clock, over.Token);
        Task<long>[] deliveries = [.. Enumerable.Range(0, Agents).Select(agent => Task.Run(() => DeliverAsync(client, agent), Token))];
        await Eventually.HoldsAsync(() => _answers.GetValueOrDefault(HttpStatusCode.OK) > Agents / 4, "some are served", Token);
        string directory = _server.Directory;
        await _server.StopAsync();
        _server = await ServerUnderTest.StartAsync(directory: directory, clock: clock);

        long acknowledged = (await Task.WhenAll(deliveries)).Sum();
        await over.CancelAsync();
        await hurrying;

        IReadOnlyList<StoredReading> stored = await _server.App.Services.GetRequiredService<IReadingHistory>().ReadAsync(
            SensorId.Parse(Top, CultureInfo.InvariantCulture), new TimeRange(Instant.FromUnixMilliseconds(0), null), Token);
        Assert.Equal(Agents * BatchesOfAgent * ReadingsInBatch, acknowledged);
        Assert.Equal(acknowledged, stored.Count);
        Assert.DoesNotContain(stored, reading => reading.IsConflict);
        Assert.Equal(
            Enumerable.Range(0, (int)acknowledged).Select(number => Start - number - 1L).Order(),
            stored.Select(reading => reading.MeasuredAt.UnixMilliseconds));
        Assert.Contains(HttpStatusCode.TooManyRequests, _answers.Keys);
        Assert.All(_told, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(RetrySeconds)));
        Assert.DoesNotContain(_answers.Keys, status => (int)status is >= 500 and not 503);
        FaultRun.Report("F14-server", 1, 0);
    }

    private const int RetrySeconds = ColdChain.Server.Ingest.RetryAppointments.LongestForBacklog;

    private static string Name(int agent) => string.Create(CultureInfo.InvariantCulture, $"storm-{agent}");

    private static string Key(int agent) => string.Create(CultureInfo.InvariantCulture, $"storm-{agent}-key-0123456789");

    /// <summary>Sends each batch until it is answered with 200; how many readings were acknowledged.</summary>
    private async Task<long> DeliverAsync(HttpClient client, int agent)
    {
        long acknowledged = 0;
        for (int number = 0; number < BatchesOfAgent;)
        {
            // Long enough that two thousand of them are more than may wait.
            byte[] body = [.. Json(Of(agent, number)), .. Enumerable.Repeat((byte)' ', 16 * 1024)];
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_server.Address, $"/api/v1/agents/{Name(agent)}/batches"));
            request.Headers.Add("Authorization", "Bearer " + Key(agent));
            request.Headers.Add(ReadingBatch.LaneHeader, number == 0 ? ReadingBatch.LiveLane : ReadingBatch.BacklogLane);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
            (HttpStatusCode status, BatchReply? reply) = await TrySendAsync(client, request);
            _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (reply is not null)
            {
                acknowledged += reply.Accepted.Sum(range => range[1] - range[0] + 1);
                number++;
            }
        }

        return acknowledged;
    }

    private async Task<(HttpStatusCode Status, BatchReply? Reply)> TrySendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, Token);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return (answer.StatusCode, JsonSerializer.Deserialize(body, WireJson.Default.BatchReply));
            }

            TimeSpan told = answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
            _told.Add(told);
            await WaitAsync(told);
            return (answer.StatusCode, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException)
        {
            await WaitAsync(TimeSpan.FromSeconds(2));
            return (0, null);
        }
    }

    /// <summary>The server's clock runs as much quicker as the agents' waits are shorter: some of them come before their time by it, and are held up.</summary>
    private static async Task HurryAsync(ManualClock clock, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, over));
        }
    }

    /// <summary>A hundred times quicker than it was told, so that the test ends soon; the crowd is all the denser.</summary>
    private static Task WaitAsync(TimeSpan told) => Task.Delay(told / 100, TimeProvider.System, Token);

    private static ReadingBatch Of(int agent, int number) => new()
    {
        Journal = Guid.Parse($"7f0c0000-0000-0000-0000-{agent + 1:x12}").ToString("N"),
        Lane = number == 0 ? ReadingBatch.LiveLane : ReadingBatch.BacklogLane,
        AgentTime = Start,
        Series =
        [
            new WireSeries
            {
                Sensor = Top,
                Readings = [.. Enumerable.Range(0, ReadingsInBatch).Select(index => new WireReading(
                    1 + (number * ReadingsInBatch) + index,
                    Start - 1 - ((((agent * BatchesOfAgent) + number) * ReadingsInBatch) + index),
                    4_000 + index,
                    0))],
            },
        ],
    };
}
