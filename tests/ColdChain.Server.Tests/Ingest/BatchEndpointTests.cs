using System.Globalization;
using System.Net;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;

using Microsoft.Extensions.DependencyInjection;

using static ColdChain.Server.Tests.Ingest.AgentUnderTest;

namespace ColdChain.Server.Tests.Ingest;

public sealed class BatchEndpointTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;
    private HttpClient _client = null!;
    private AgentUnderTest _agent = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _client = _server.Anonymous();
        _agent = new AgentUnderTest(_client);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact] // G1, G2
    public async Task What_was_accepted_is_stored_exactly_once_however_often_it_is_sent()
    {
        ReadingBatch batch = Batch(Top, new(1, Start, 4_370, 0), new(2, Start + 60_000, 4_380, 1), new(9, Start + 120_000, 4_390, 0));
        for (int time = 0; time < 3; time++)
        {
            BatchReply reply = await _agent.DeliverAsync(batch);
            Assert.Equal([[1, 2], [9, 9]], reply.Accepted);
            Assert.Empty(reply.Rejected);
            Assert.Equal(Start, reply.ServerTime);
        }

        IReadOnlyList<StoredReading> stored = await StoredAsync();

        Assert.Equal([4_370, 4_380, 4_390], stored.Select(reading => reading.Value.MilliCelsius));
        Assert.DoesNotContain(stored, reading => reading.IsConflict);
    }

    [Fact] // G2, G3
    public async Task The_daily_lowest_and_highest_travel_by_their_flags_and_are_no_readings()
    {
        ReadingBatch batch = Batch(Top, new(1, Start, 4_370, 17), new(2, Start, 3_100, 21), new(3, Start, 7_900, 25));
        for (int time = 0; time < 2; time++)
        {
            Assert.Equal([[1, 3]], (await _agent.DeliverAsync(batch)).Accepted);
        }

        IReadOnlyList<DailyExtreme> days = await _server.App.Services.GetRequiredService<IDailyExtremes>().ReadAsync(
            SensorId.Parse(Top, null), new TimeRange(Instant.FromUnixMilliseconds(0), null), TestContext.Current.CancellationToken);

        Assert.Equal([3_100, 7_900], days.Select(day => day.Value.MilliCelsius));
        Assert.Equal(4_370, Assert.Single(await StoredAsync()).Value.MilliCelsius);
    }

    [Theory] // G10
    [InlineData("nobody/knows/it", 0, 4_000, "unknown sensor")]
    [InlineData("This is no id!", 0, 4_000, "unknown sensor")]
    [InlineData("baishi/fridge-1/top", 0, 4_000, "does not serve")]
    [InlineData(Top, 0, 151_000, "implausible temperature")]
    [InlineData(Top, 0, int.MinValue, "implausible temperature")]
    [InlineData(Top, 24 * 60 + 1, 4_000, "implausible time")]
    [InlineData(Top, -60 * 24 * 366 * 10, 4_000, "implausible time")]
    [InlineData(Top, long.MaxValue, 4_000, "implausible time")]
    public async Task What_cannot_be_admitted_is_kept_in_quarantine_and_the_rest_is_stored(
        string sensor, long minutesAhead, int milliCelsius, string reason)
    {
        long at = minutesAhead == long.MaxValue ? long.MaxValue : Start + (minutesAhead * 60_000);
        ReadingBatch batch = Batch(Top, new WireReading(1, Start, 4_370, 0)) with
        {
            Series =
            [
                new WireSeries { Sensor = Top, Readings = [new(1, Start, 4_370, 0)] },
                new WireSeries { Sensor = sensor, Readings = [new(2, at, milliCelsius, 0)] },
            ],
        };

        BatchReply reply = await _agent.DeliverAsync(batch);

        Assert.Equal([[1, 1]], reply.Accepted);
        RejectedEntry rejected = Assert.Single(reply.Rejected);
        Assert.Equal(2, rejected.Sequence);
        Assert.Contains(reason, rejected.Reason, StringComparison.Ordinal);
        Assert.Single(await StoredAsync());
        Assert.Equal(1, await Quarantine.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory] // G10
    [InlineData(-1, false)]
    [InlineData(65_523, true)]
    [InlineData(65_536, false)]
    public async Task Flags_beyond_sixteen_bits_go_to_quarantine_and_their_neighbours_are_stored(int flags, bool isStored)
    {
        BatchReply reply = await _agent.DeliverAsync(Batch(Top, new(1, Start, 4_370, 0), new(2, Start + 1, 4_380, flags), new(3, Start + 2, 4_390, 0)));

        Assert.Equal(isStored ? [[1, 3]] : [[1, 1], [3, 3]], reply.Accepted);
        Assert.Equal(isStored ? 0 : 1, reply.Rejected.Count(entry => entry.Reason.StartsWith("unknown flags", StringComparison.Ordinal)));
        Assert.Equal(isStored ? 3 : 2, (await StoredAsync()).Count);
    }

    [Fact] // G9
    public async Task Only_the_right_key_opens_the_door()
    {
        byte[] body = Json(Batch(Top, new WireReading(1, Start, 4_370, 0)));
        using HttpResponseMessage none = await _client.PostAsync(
            new Uri("/api/v1/agents/gaochuan-gateway/batches", UriKind.Relative),
            new ByteArrayContent(body),
            TestContext.Current.CancellationToken);
        using HttpResponseMessage wrong = await new AgentUnderTest(_client, key: "guessed").PostAsync(body);
        using HttpResponseMessage unknown = await new AgentUnderTest(_client, "nobody").PostAsync(body);
        using HttpResponseMessage anothers = await new AgentUnderTest(_client, key: ServerUnderTest.BaishiKey).PostAsync(body);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            new[] { none, wrong, unknown, anothers }.Select(answer => answer.StatusCode));
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await StoredAsync());
    }

    [Fact] // G10
    public async Task Bodies_that_are_no_batch_are_refused_with_the_reason_and_nothing_is_stored()
    {
        byte[] good = Json(Batch(Top, new WireReading(1, Start, 4_370, 0)));
        await RefusedAsync(HttpStatusCode.BadRequest, "JSON", _agent.PostTextAsync("{"));
        await RefusedAsync(HttpStatusCode.BadRequest, "lane", _agent.PostTextAsync($$"""{"journal":"{{Journal}}","lane":"x","agentTime":0}"""));
        await RefusedAsync(HttpStatusCode.BadRequest, "journal", _agent.PostTextAsync("""{"journal":"x","lane":"live","agentTime":0}"""));
        await RefusedAsync(HttpStatusCode.BadRequest, "gzip", _agent.PostAsync(good, "gzip"));
        await RefusedAsync(HttpStatusCode.BadRequest, "end of data", _agent.PostAsync(Gzip(good)[..^12], "gzip"));
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, "gzip", _agent.PostAsync(good, "br"));
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, "json", _agent.PostAsync(good, type: "text/plain"));

        Assert.Empty(await StoredAsync());
    }

    [Fact] // G10
    public async Task Bodies_that_are_too_large_are_refused_also_when_they_were_packed_small()
    {
        byte[] bomb = Gzip(new byte[200 * 1024 * 1024]);
        Assert.True(bomb.Length < BodyLimit);
        WireReading[] many = [.. Enumerable.Range(1, ReadingBatch.MostEntries + 1).Select(n => new WireReading(n, Start + n, 4_000, 0))];

        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "bytes", _agent.PostAsync(bomb, "gzip"));
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "entries", _agent.PostAsync(Json(Batch(Top, many))));
    }

    [Fact] // G10
    public async Task No_more_of_a_body_is_read_than_is_allowed()
    {
        using MemoryStream exact = new(new byte[BodyLimit]);
        using MemoryStream more = new(new byte[BodyLimit * 3]);

        Assert.Equal(BodyLimit, (await ColdChain.Server.Ingest.BodyReading.ReadAsync(exact, isGzip: false, TestContext.Current.CancellationToken))!.Value.Count);
        Assert.Null(await ColdChain.Server.Ingest.BodyReading.ReadAsync(more, isGzip: false, TestContext.Current.CancellationToken));
        Assert.InRange(more.Position, BodyLimit, BodyLimit + 1);
    }

    [Fact]
    public async Task The_largest_batch_is_accepted_in_one_range()
    {
        WireReading[] most = [.. Enumerable.Range(1, ReadingBatch.MostEntries).Select(n => new WireReading(n, Start - n, 4_000, 0))];

        BatchReply reply = await _agent.DeliverAsync(Batch(Top, most));

        Assert.Equal([[1, ReadingBatch.MostEntries]], reply.Accepted);
    }

    [Fact] // G5
    public async Task Events_are_kept_once_and_an_impossible_time_is_replaced_by_the_servers()
    {
        ReadingBatch batch = Batch(Top) with
        {
            Events =
            [
                new WireEvent { Sequence = 1, Kind = WireEventKinds.PowerLost, At = Start - 5_000, Unit = "gaochuan/fridge-1" },
                new WireEvent { Sequence = 2, Kind = "kind-of-tomorrow", At = long.MinValue, Detail = new string('x', 9_000) },
            ],
        };
        await _agent.DeliverAsync(batch);
        Assert.Equal([[1, 2]], (await _agent.DeliverAsync(batch)).Accepted);

        IReadOnlyList<AgentEvent> events = await EventsAsync();

        Assert.Equal(["kind-of-tomorrow", WireEventKinds.PowerLost], events.Select(happened => happened.Kind));
        Assert.Equal(ServerUnderTest.Start, events[0].At);
        Assert.Equal(500, events[0].Detail!.Length);
        Assert.Contains(long.MinValue.ToString(CultureInfo.InvariantCulture), events[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_an_event_once_and_not_with_every_batch()
    {
        foreach (long ahead in (long[])[0, 59_000, 61_000, 62_000, 300_000])
        {
            await _agent.DeliverAsync(Batch(Top) with { AgentTime = Start + ahead });
        }

        Assert.Equal([ClockWatch.Wrong], (await EventsAsync()).Select(happened => happened.Kind));
    }

    private static int BodyLimit => ColdChain.Server.Ingest.BodyReading.MostBytes;

    private IQuarantine Quarantine => _server.App.Services.GetRequiredService<IQuarantine>();

    private static async Task RefusedAsync(HttpStatusCode status, string reason, Task<HttpResponseMessage> sending)
    {
        using HttpResponseMessage answer = await sending;
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(text.Contains(reason, StringComparison.OrdinalIgnoreCase), text);
    }

    private Task<IReadOnlyList<StoredReading>> StoredAsync() =>
        _server.App.Services.GetRequiredService<IReadingHistory>().ReadAsync(
            SensorId.Parse(Top, CultureInfo.InvariantCulture),
            new TimeRange(Instant.FromUnixMilliseconds(0), null),
            TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<AgentEvent>> EventsAsync() =>
        _server.App.Services.GetRequiredService<IAgentEventLog>().ListAsync(
            new TimeRange(Instant.FromUnixMilliseconds(0), null), 100, TestContext.Current.CancellationToken);
}
