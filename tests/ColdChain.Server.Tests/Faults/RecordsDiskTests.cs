using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Testing;
using ColdChain.Testing.Disks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F5 and F6 of records.db: the disk under what is on record fails or is full while agents deliver, and heals.</summary>
[Trait(FaultRun.Family, "F6-server")]
public sealed class RecordsDiskTests : IAsyncLifetime
{
    private const int UsualFaults = 30;
    private const int ReadingsOfBatch = 6;
    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;

    private static readonly SensorId Top = SensorId.Parse(AgentUnderTest.Top, null);

    /// <summary>An agent tries again sooner than this; monitoring after five seconds.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<long, int> _acknowledged = [];
    private FaultyDisk _disk = null!;
    private ServerUnderTest _server = null!;
    private AgentUnderTest _agent = null!;
    private long _first = AgentUnderTest.Start - Day;
    private int _batches;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ServerUnderTest setUp = await ServerUnderTest.StartAsync();
        await setUp.StopAsync();
        // Connections of before would go past the disk.
        SqliteConnection.ClearAllPools();
        _disk = new FaultyDisk(setUp.Directory);
        _server = await ServerUnderTest.StartAsync(directory: setUp.Directory);
        _agent = new AgentUnderTest(_server.Anonymous());
    }

    public async ValueTask DisposeAsync()
    {
        _disk.Rule = _ => 0;
        await _server.DisposeAsync();
        _disk.Dispose();
    }

    [Fact] // G1, G4
    public async Task Records_on_a_failing_disk_cost_nothing_that_was_acknowledged_and_excursions_come_once_it_has_healed()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int count = FaultRun.Count(UsualFaults);
        int met = 0;
        // Two batches each; the last must lie so far back that the clock has closed at its start what it has closed in the end.
        _first = Math.Min(_first, AgentUnderTest.Start - (Day / 4) - ((count + 1L) * 2 * ReadingsOfBatch * Minute));
        for (int fault = 0; fault < count; fault++)
        {
            int refused = _disk.Refused;
            _disk.Rule = Rule(random);
            await DeliverAsync();
            await RestsAsync(() => _disk.Refused > refused);
            await DeliverAsync();
            _disk.Rule = _ => 0;
            met += _disk.Refused > refused ? 1 : 0;
        }

        await DeliverAsync();
        await RestsAsync();
        string what = FaultRun.Again(seed);
        Assert.True(met > count / 2, $"{what}: only {met} of {count} faults were met");
        await VerifyAsync(what);
        FaultRun.Report("F6-server", met, seed);
    }

    [Fact] // F5
    public async Task While_the_records_cannot_be_written_readings_are_taken_and_the_server_says_what_is_wrong()
    {
        await DeliverAsync();
        await RestsAsync();
        _disk.Rule = call => OfRecords(call) && call.Kind == DiskCallKind.Write ? FaultyDisk.Full : 0;
        await DeliverAsync();
        MonitoringMetrics metrics = _server.App.Services.GetRequiredService<MonitoringMetrics>();
        await Eventually.HoldsAsync(() => metrics.Trouble?.Contains("full", StringComparison.Ordinal) == true, "the trouble is told", Token);

        _disk.Rule = _ => 0;
        await RestsAsync();
        await Eventually.HoldsAsync(() => metrics.Trouble is null, "nothing is wrong any more", Token);
        await VerifyAsync("a full disk");
        FaultRun.Report("F6-server", 1, 0);
    }

    /// <summary>The n-th call from now on fails, and up to 25 after it: a write, a read or an fsync; or there is no space.</summary>
    private static Func<DiskCall, int> Rule(Random random)
    {
        (DiskCallKind kind, int code) = random.Next(7) switch
        {
            0 => (DiskCallKind.Read, FaultyDisk.ReadError),
            < 3 => (DiskCallKind.Write, FaultyDisk.WriteError),
            < 5 => (DiskCallKind.Sync, FaultyDisk.SyncError),
            _ => (DiskCallKind.Write, FaultyDisk.Full),
        };
        int before = random.Next(4);
        int left = random.Next(1, 25);
        return call => OfRecords(call) && call.Kind == kind && before-- <= 0 && left-- > 0 ? code : 0;
    }

    private static bool OfRecords(in DiskCall call) =>
        Path.GetFileName(call.Path) is "records.db" or "records.db-wal";

    /// <summary>Six minutes of a fridge, two of them outside; again until it is acknowledged, as an agent does.</summary>
    private async Task DeliverAsync()
    {
        long start = _first + (_batches * ReadingsOfBatch * Minute);
        WireReading[] readings = [.. Enumerable.Range(0, ReadingsOfBatch).Select(minute => new WireReading(
            (_batches * ReadingsOfBatch) + minute + 1, start + (minute * Minute), minute is 2 or 3 ? 9_000 + _batches : 4_000, 0))];
        _batches++;
        byte[] body = AgentUnderTest.Json(AgentUnderTest.Batch(AgentUnderTest.Top, readings) with { Lane = ReadingBatch.LiveLane });
        await Eventually.HoldsAsync(
            async () =>
            {
                _server.Clock.Advance(Tick);
                using HttpResponseMessage answer = await _agent.PostAsync(body);
                Assert.True(
                    answer.StatusCode is HttpStatusCode.OK or >= HttpStatusCode.InternalServerError,
                    $"{answer.StatusCode} says that the agent was wrong");
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "the batch is acknowledged",
            TimeSpan.FromSeconds(30),
            Token);
        foreach (WireReading reading in readings)
        {
            _acknowledged.Add(reading.MeasuredAt, reading.MilliCelsius);
        }
    }

    /// <param name="orElse">What is waited for no longer than; nothing by default.</param>
    private Task RestsAsync(Func<bool>? orElse = null) => Eventually.HoldsAsync(
        () =>
        {
            _server.Clock.Advance(Tick);
            return orElse?.Invoke() == true || ExcursionTruth.HasRested(_server);
        },
        "everything is judged",
        TimeSpan.FromSeconds(60),
        Token);

    private async Task VerifyAsync(string what)
    {
        IReadOnlyList<StoredReading> stored = await _server.App.Services.GetRequiredService<IReadingHistory>()
            .ReadAsync(Top, new TimeRange(Instant.FromUnixMilliseconds(0), null), Token);
        Assert.True(
            _acknowledged.Select(one => (one.Key, one.Value)).SequenceEqual(stored.Select(one => (one.MeasuredAt.UnixMilliseconds, one.Value.MilliCelsius))),
            $"{what}: {stored.Count} readings are stored, {_acknowledged.Count} were acknowledged");
        HashSet<(long, long?, int)> expected = ExcursionTruth.InOnePass(Top, _acknowledged);
        HashSet<(long, long?, int)> recorded = await ExcursionTruth.RecordedAsync(_server, Top);
        Assert.True(
            expected.SetEquals(recorded),
            $"{what}: not on record {string.Join(", ", expected.Except(recorded))}; on record only {string.Join(", ", recorded.Except(expected))}");
        Assert.NotEmpty(expected);
    }
}
