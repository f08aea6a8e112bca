using System.Net;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.History.Influx;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>The whole server with a real InfluxDB that is killed, frozen or full while agents send.</summary>
public sealed class InfluxServerFaultTests : IAsyncLifetime
{
    private const int DayMinutes = 1_440;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);

    /// <summary>Day 0 begins at midnight of 2026-05-02 in China: a batch is a day, which is sealed as it came.</summary>
    private static readonly Instant Midnight = ServerUnderTest.Start + TimeSpan.FromHours(16);

    private static readonly SensorId Top = SensorId.Parse(AgentUnderTest.Top, null);

    private readonly List<Reading> _acknowledged = [];
    private readonly SmallDisk? _disk = SmallDisk.MayMount ? new SmallDisk(kibibytes: 24 * 1024) : null;
    private InfluxServer _influx = null!;
    private ServerUnderTest _server = null!;
    private AgentUnderTest _agent = null!;
    private long _sequence;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private InfluxHome Home => _server.App.Services.GetRequiredService<InfluxHome>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        _influx = await InfluxServer.StartAsync(Now, _disk?.Folder);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_influx is not null)
        {
            await _server.DisposeAsync();
            await _influx.DisposeAsync();
        }

        _disk?.Dispose();
    }

    [Theory] // F2, F5, G1 to G4 against the database
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("full")]
    public async Task Whatever_becomes_of_InfluxDB_nothing_is_lost_doubled_or_judged_otherwise(string fault)
    {
        Assert.SkipWhen(fault == "full" && _disk is null, "needs root to mount a small tmpfs");
        _server.Clock.Advance(TimeSpan.FromHours(16));
        await DayAsync(day: 0, warmFrom: 300);
        await DayAsync(day: 1);
        await SettledAsync(days: 2);

        await BeginAsync(fault);
        await DayAsync(day: 2, warmFrom: 600);
        await DayAsync(day: 3);
        await DayAsync(day: 4);
        int ticks = 0;
        await TickUntilAsync(() => ++ticks == 100, "half an hour has gone by");
        Assert.True(Home.Waiting > 0, "the fault met nothing");
        Task<HttpStatusCode> late = PostAsync(Readings(0, offset: 5, count: 20, every: 10, warmFrom: 100));
        await TickUntilAsync(() => late.IsCompleted, "the server has answered");
        Assert.Equal(fault == "full" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, await late);

        await EndAsync(fault);
        await DeliverAsync(Readings(0, offset: 5, count: 20, every: 10, warmFrom: 100));
        await DeliverAsync(Readings(1, offset: 0, count: 100, every: 10));
        await DayAsync(day: 5);
        await SettledAsync(days: 5);
        await CheckAsync();
        await TwentyFreshAsync();
    }

    [Fact] // F2, G4: what was not judged before the crash is judged after it, with its days in InfluxDB
    public async Task A_server_that_dies_before_it_judged_late_data_judges_it_when_InfluxDB_is_back()
    {
        _server.Clock.Advance(TimeSpan.FromHours(16));
        await DayAsync(day: 0);
        await DayAsync(day: 1);
        await DayAsync(day: 2);
        await SettledAsync(days: 3);
        await DeliverAsync(Readings(0, offset: 5, count: 20, every: 10)); // Its day comes home for it, the days around do not.
        await _influx.KillAsync(Now);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Readings(0, offset: 206, count: 40, every: 10, warmFrom: 0)));

        await _server.StopAsync();
        await StartAsync(_server.Directory, _server.Clock);
        await _influx.StartAgainAsync(Now);

        await CheckAsync();
        await TwentyFreshAsync();
    }

    private async Task StartAsync(string? directory = null, ManualClock? clock = null)
    {
        _server = await ServerUnderTest.StartAsync(
            new Dictionary<string, string?>
            {
                ["History:Kind"] = "influxdb",
                ["History:Influx:Url"] = _influx.Url.ToString(),
                ["History:Influx:KeepDays"] = "0",
                ["History:Influx:TimeOut"] = "00:05:00", // By the clock of the test.
            },
            directory,
            clock);
        _agent = new AgentUnderTest(_server.Anonymous());
    }

    private async Task BeginAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                await _influx.KillAsync(Now);
                break;
            case "frozen":
                _influx.Freeze();
                break;
            default:
                _disk!.FillUp();
                break;
        }
    }

    private async Task EndAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                await _influx.StartAgainAsync(Now);
                break;
            case "frozen":
                _influx.Thaw();
                break;
            default:
                _disk!.MakeRoom();
                break;
        }
    }

    /// <summary>A day goes by, a reading each ten minutes, sent when it is over; it must be taken whatever InfluxDB does.</summary>
    private async Task DayAsync(int day, int? warmFrom = null)
    {
        _server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Readings(day, offset: 0, count: DayMinutes / 10, every: 10, warmFrom)));
    }

    /// <summary>Six hours too warm from that minute on, when there is one.</summary>
    private static Reading[] Readings(int day, int offset, int count, int every, int? warmFrom = null) =>
    [
        .. Enumerable.Range(0, count).Select(number => offset + (number * every)).Select(minute => new Reading(
            Top,
            Midnight + TimeSpan.FromMinutes((day * DayMinutes) + minute),
            Temperature.FromMilliCelsius(minute >= warmFrom && minute < warmFrom + 360 ? 9_500 : 4_000 + (minute % 700)),
            ReadingFlags.None)),
    ];

    private async Task<HttpStatusCode> PostAsync(Reading[] readings)
    {
        ReadingBatch batch = AgentUnderTest.Batch(AgentUnderTest.Top, [.. readings.Select(reading => new WireReading(
            ++_sequence, reading.MeasuredAt.UnixMilliseconds, reading.Value.MilliCelsius, (int)reading.Flags))]);
        using HttpResponseMessage answer = await _agent.PostAsync(
            AgentUnderTest.Json(batch with { AgentTime = _server.Clock.GetUtcNow().ToUnixTimeMilliseconds() }));
        if (answer.IsSuccessStatusCode)
        {
            _acknowledged.AddRange(readings);
        }

        return answer.StatusCode;
    }

    /// <summary>Again and again, as an agent does.</summary>
    private async Task DeliverAsync(Reading[] readings)
    {
        while (true)
        {
            Task<HttpStatusCode> posting = PostAsync(readings);
            await TickUntilAsync(() => posting.IsCompleted, "the server has answered");
            if (await posting == HttpStatusCode.OK)
            {
                return;
            }
        }
    }

    /// <summary>Everything is sealed and so many days are in InfluxDB alone.</summary>
    private Task SettledAsync(int days) => TickUntilAsync(
        () => Home.Waiting == 0 && CountAway() >= days, $"{days} finished days are in InfluxDB");

    private long CountAway()
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection =
            _server.App.Services.GetRequiredService<HistoryFile>().OpenToRead();
        return HistorySchema.Scalar(connection, "SELECT count(*) FROM chunks WHERE readings IS NULL");
    }

    private async Task TickUntilAsync(Func<bool> holds, string what) => await Eventually.HoldsAsync(
        () =>
        {
            _server.Clock.Advance(Tick);
            return holds();
        },
        what,
        TimeSpan.FromSeconds(40),
        Now);

    private async Task CheckAsync()
    {
        Reading[] expected = [.. _acknowledged.DistinctBy(reading => reading.MeasuredAt).OrderBy(reading => reading.MeasuredAt.UnixMilliseconds)];
        IReadingHistory history = _server.App.Services.GetRequiredService<IReadingHistory>();
        IReadOnlyList<StoredReading> stored = await Eventually.GetAsync(
            async () => await ReadAsync(history), TimeSpan.FromSeconds(30), Now);
        Assert.Equal(
            expected.Select(reading => (reading.MeasuredAt, reading.Value)), stored.Select(reading => (reading.MeasuredAt, reading.Value)));

        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach (Reading reading in expected)
        {
            run.Take(reading);
        }

        (Instant, Instant?, Temperature)[] found =
            [.. run.FoundBy(_server.Clock.GetCurrentInstant()).Select(one => (one.StartedAt, one.EndedAt, one.Peak))];
        Assert.NotEmpty(found);
        await TickUntilAsync(() => found.SequenceEqual(Excursions()), "the excursions are those of one pass");
    }

    private static async Task<IReadOnlyList<StoredReading>?> ReadAsync(IReadingHistory history)
    {
        try
        {
            return await history.ReadAsync(Top, new TimeRange(ServerUnderTest.Start, null), Now);
        }
        catch (HistoryAwayException)
        {
            return null;
        }
    }

    private (Instant, Instant?, Temperature)[] Excursions()
    {
        using IServiceScope scope = _server.App.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => entry.RetractedAt == null).OrderBy(entry => entry.StartedAt).AsEnumerable()
            .Select(entry => (entry.StartedAt, entry.EndedAt, entry.Peak))];
    }

    /// <summary>The liveness check after every fault.</summary>
    private async Task TwentyFreshAsync()
    {
        long minute = (long)(_server.Clock.GetCurrentInstant() - Midnight).TotalMinutes - 20;
        int day = (int)(minute / DayMinutes);
        await DeliverAsync(Readings(day, (int)(minute % DayMinutes), count: 20, every: 1));
        using InfluxHttpClient client = new(new InfluxOptions { Url = _influx.Url }, TimeProvider.System);
        InfluxReadings readings = new(client, DayCalendar.China, 1_000);
        int first = DayCalendar.China.DayOf(ServerUnderTest.Start);
        HashSet<long> fresh = [.. _acknowledged.TakeLast(20).Select(reading => reading.MeasuredAt.UnixMilliseconds)];
        await Eventually.HoldsAsync(
            async () =>
            {
                _server.Clock.Advance(Tick);
                InfluxDays there = await readings.ReadAsync(Top, first, first + day + 2, 100_000, Now);
                return there.Days.Sum(of => of.Value.Count(reading => fresh.Contains(DayCalendar.China.StartOf(of.Key) + reading.Offset))) == 20;
            },
            "twenty fresh readings are in InfluxDB",
            TimeSpan.FromSeconds(60),
            Now);
    }
}
