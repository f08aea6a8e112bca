using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.Tests.History;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Faults;

/// <summary>The life of a history by one seed: live and late readings, repetitions, conflicts, sealing, judging, restarts.</summary>
/// <remarks>Whatever the disk does to it, the story goes on: what failed was not acknowledged, and is sent again sometimes.</remarks>
internal sealed class StoreStory(string folder, int seed) : IAsyncDisposable
{
    private const int ReadingsOfArrival = 12;
    private const int MinutesBetween = 10;
    private const int FreshReadings = 20;
    private const int ChunksForBlocks = 15;
    private const int MinutesToRoot = 2_000;
    private const int Verbs = 12;

    /// <summary>Left to chance alone one story was over after three chunks.</summary>
    private const int MostStepsUnsealed = 15;

    private readonly Random _random = new(seed);
    private readonly List<Arrival> _arrivals = [];
    private readonly HashSet<KnownReading> _sent = [];
    private readonly HashSet<KnownReading> _acknowledged = [];
    private readonly HashSet<KnownReading> _judged = [];
    private HistoryUnderTest? _history;
    private double _minute;
    private long _sequence;
    private int _chunksBound;
    private int _stepsUnsealed;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IReadOnlyList<SensorId> Sensors { get; } =
    [
        HistoryUnderTest.Top,
        HistoryUnderTest.Bottom,
        SensorId.Parse("gaochuan/fridge-2/top", CultureInfo.InvariantCulture),
    ];

    /// <summary>Verbs that the disk refused.</summary>
    public int Failed { get; private set; }

    /// <summary>Steps in which something was bound.</summary>
    public int Bindings { get; private set; }

    /// <summary>Chunks that were made.</summary>
    public int Chunks { get; private set; }

    public int AcknowledgedCount => _acknowledged.Count;

    public StoreTruth Truth() => new(_sent.ToHashSet(), _acknowledged.ToHashSet(), _judged.ToHashSet());

    public async Task RunAsync(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            await StepAsync();
        }
    }

    /// <summary>The same, and on until something was bound: by 130 steps one story in five hundred had bound nothing.</summary>
    public async Task RunUntilBoundAsync(int steps)
    {
        await RunAsync(steps);
        while (Bindings == 0)
        {
            await StepAsync();
        }
    }

    /// <summary>Opened anew, all that was promised is there; then twenty fresh readings come in, are shown, and are sealed.</summary>
    public async Task<int> VerifyAsync(string what)
    {
        await CloseAsync();
        await using HistoryUnderTest after = new(folder);
        int lost = await Truth().VerifyAsync(after, what);
        await FreshAsync(after, what);
        return lost;
    }

    /// <summary>Twenty further readings through whatever is left.</summary>
    public static async Task FreshAsync(HistoryUnderTest history, string what)
    {
        const double Later = 500_000;
        Arrival fresh = HistoryUnderTest.Of([.. Enumerable.Range(0, FreshReadings)
            .Select(number => HistoryUnderTest.Reading(900_000 + number, Later + number, 4_000 + number))]) with
        {
            StoredAt = HistoryUnderTest.Minute(Later + FreshReadings),
        };
        ArrivalOutcome outcome = await history.Readings.AppendAsync(fresh, Token);
        Assert.True(outcome is ArrivalOutcome.Durable { Stored: FreshReadings }, $"{what}: fresh readings: {outcome}");
        await history.Sealer.SealDueAsync(HistoryUnderTest.Minute(Later + 10_000), Token);
        IReadOnlyList<StoredReading> shown = await history.Readings.ReadAsync(
            HistoryUnderTest.Top, new TimeRange(HistoryUnderTest.Minute(Later), HistoryUnderTest.Minute(Later + FreshReadings)), Token);
        Assert.True(shown.Count == FreshReadings, $"{what}: {shown.Count} of {FreshReadings} fresh readings are shown");
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>As a server that is asked to end.</summary>
    public async Task CloseAsync()
    {
        if (_history is { } open)
        {
            _history = null;
            await open.DisposeAsync();
        }
    }

    /// <summary>Leaves the file open with commits in its log.</summary>
    public async Task AppendSomeAsync()
    {
        _history ??= new HistoryUnderTest(folder);
        for (int some = 0; some < 4; some++)
        {
            await AppendAsync(Live());
            await AppendAsync(Late());
        }
    }

    private async Task StepAsync()
    {
        try
        {
            _history ??= new HistoryUnderTest(folder);
            switch (++_stepsUnsealed > MostStepsUnsealed ? Verbs : _random.Next(Verbs))
            {
                case < 5:
                    await AppendAsync(Live());
                    break;
                case 5:
                    await AppendAsync(Late());
                    break;
                case 6 or 7 when _arrivals.Count > 0:
                    await AppendAsync(_arrivals[_random.Next(_arrivals.Count)]);
                    break;
                case 8:
                    await AppendAsync(Live(), Live(), Late());
                    break;
                case 9:
                    await JudgeAsync();
                    break;
                case 10:
                    await CloseAsync();
                    break;
                default:
                    _stepsUnsealed = 0;
                    Chunks += await _history.Sealer.SealDueAsync(HistoryUnderTest.Minute(_minute + 70), Token);
                    await BindSomeAsync();
                    break;
            }
        }
        catch (Exception fault) when (fault is SqliteException or HistoryUnfitException)
        {
            Failed++;
        }
    }

    /// <summary>Once there is enough for a block of each sensor; until the first it takes some days.</summary>
    private async Task BindSomeAsync()
    {
        if (Chunks - _chunksBound >= ChunksForBlocks)
        {
            long before = _history!.Count("blocks");
            if (await _history.BindAsync(HistoryUnderTest.Minute(_minute + MinutesToRoot)) > before)
            {
                _chunksBound = Chunks;
                Bindings++;
            }
        }
    }

    /// <summary>Handed in together: the writer may put them into one transaction.</summary>
    private async Task AppendAsync(params Arrival[] arrivals)
    {
        _arrivals.AddRange(arrivals);
        _sent.UnionWith(arrivals.SelectMany(ReadingsOf));
        ArrivalOutcome[] outcomes = await Task.WhenAll(arrivals.Select(arrival => _history!.Readings.AppendAsync(arrival, Token)));
        foreach ((Arrival arrival, ArrivalOutcome outcome) in arrivals.Zip(outcomes))
        {
            if (outcome is ArrivalOutcome.Durable)
            {
                _acknowledged.UnionWith(ReadingsOf(arrival));
            }
            else
            {
                Failed++;
            }
        }
    }

    private static IEnumerable<KnownReading> ReadingsOf(Arrival arrival) => arrival.Series.SelectMany(series =>
        series.Readings.ToArray().Select(reading => new KnownReading(series.Sensor, reading.MeasuredAt, reading.MilliCelsius)));

    private async Task JudgeAsync()
    {
        IReadOnlyList<UnjudgedSpan> spans = await _history!.Unjudged.TakeAsync(Token);
        HashSet<KnownReading> seen = [];
        foreach (UnjudgedSpan span in spans)
        {
            IReadOnlyList<StoredReading> found = await _history.Readings.ReadAsync(
                span.Sensor, new TimeRange(span.From, span.To + TimeSpan.FromMilliseconds(1)), Token);
            seen.UnionWith(found.Select(one => new KnownReading(span.Sensor, one.MeasuredAt.UnixMilliseconds, one.Value.MilliCelsius)));
        }

        // Judged it is from here on, also what was answered with a failure and came to life with the next start; whether that
        // is on the disk, the server finds out, and would judge once more.
        _judged.UnionWith(seen);
        await _history.Unjudged.DoneAsync(spans, Token);
    }

    private Arrival Live()
    {
        double from = _minute;
        _minute += ReadingsOfArrival * MinutesBetween;
        return Make(index => from + (index * MinutesBetween));
    }

    /// <summary>Of any time so far; sometimes for moments that have a reading already, with another value.</summary>
    private Arrival Late()
    {
        double from = _random.Next((int)(_minute / MinutesBetween) + 1) * MinutesBetween;
        double shift = _random.Next(3) == 0 ? 0 : _random.Next(1, 600) / 60.0;
        return Make(index => from + shift + (index * MinutesBetween));
    }

    private Arrival Make(Func<int, double> minute) => HistoryUnderTest.Of(
        [.. Sensors.SelectMany(sensor => Enumerable.Range(0, ReadingsOfArrival).Select(index => new ArrivedReading(
            ++_sequence,
            new Reading(
                sensor,
                Instant.FromUnixMilliseconds((long)Math.Round(HistoryUnderTest.Midnight.UnixMilliseconds + (minute(index) * 60_000))),
                Temperature.FromMilliCelsius(3_000 + (_random.Next(40) * 100)),
                ReadingFlags.None))))]) with
    { StoredAt = HistoryUnderTest.Minute(_minute + 1) };
}
