using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>What a logger says of its days is kept like a reading, and is none.</summary>
public sealed class DailyExtremesTests : IAsyncLifetime
{
    private const ReadingFlags Low = ReadingFlags.DailyLow;
    private const ReadingFlags High = ReadingFlags.DailyHigh;

    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public DailyExtremesTests() => _history = new HistoryUnderTest(_directory.FullPath);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_lowest_and_the_highest_of_a_day_are_kept_apart_from_the_readings()
    {
        await _history.AppendAsync(Of(Reading(1, 5, 4_100), OfTheDay(2, 5, 3_200, Low), OfTheDay(3, 5, 6_900, High)));

        Assert.Equal(
            [
                new DailyExtreme(Minute(5), Temperature.FromMilliCelsius(3_200), Low, Minute(10_000), IsConflict: false),
                new DailyExtreme(Minute(5), Temperature.FromMilliCelsius(6_900), High, Minute(10_000), IsConflict: false),
            ],
            await _history.DaysOfAsync(Top));
        StoredReading reading = Assert.Single(await _history.AllOfAsync(Top));
        Assert.Equal((4_100, false), (reading.Value.MilliCelsius, reading.IsConflict));
    }

    [Fact] // G2
    public async Task The_same_days_five_times_are_there_once()
    {
        Arrival arrival = Of(OfTheDay(1, 5, 3_200, Low), OfTheDay(2, 9, 6_900, High));
        for (int time = 0; time < 5; time++)
        {
            ArrivalOutcome.Durable outcome = await _history.AppendAsync(arrival);
            Assert.Equal(time == 0 ? (2, 0, 0) : (0, 2, 0), (outcome.Stored, outcome.Duplicates, outcome.Conflicts));
        }

        Assert.Equal(2, (await _history.DaysOfAsync(Top)).Count);
    }

    [Fact] // G3
    public async Task Another_value_for_the_same_day_is_kept_beside_the_first()
    {
        await _history.AppendAsync(Of(OfTheDay(1, 5, 3_200, Low)));
        ArrivalOutcome.Durable outcome = await _history.AppendAsync(
            Of(OfTheDay(2, 5, 3_100, Low), OfTheDay(3, 5, 3_100, Low), OfTheDay(4, 5, 3_200, Low)));

        Assert.Equal((0, 1, 2), (outcome.Stored, outcome.Conflicts, outcome.Duplicates));
        Assert.Equal(
            [(3_200, false), (3_100, true)],
            (await _history.DaysOfAsync(Top)).Select(one => (one.Value.MilliCelsius, one.IsConflict)));
    }

    [Fact]
    public async Task Nothing_is_left_to_be_judged_of_them()
    {
        await _history.AppendAsync(Of(OfTheDay(1, 5, -30_000, Low), OfTheDay(2, 9, 40_000, High)));

        Assert.Empty(await _history.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await _history.Readings.LatestAsync([Top], TestContext.Current.CancellationToken));
        Assert.Null(await _history.Readings.LastBeforeAsync(Top, Minute(1_000), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void No_mix_of_them_changes_what_is_read_or_judged_of_the_readings()
    {
        int trial = 0;
        Prop.ForAll(Mixes, mix =>
        {
            trial++;
            (SensorId plain, SensorId mixed) = (Sensor($"t/plain-{trial}/top"), Sensor($"t/mixed-{trial}/top"));
            Append([.. mix.Where(one => one.Flags == ReadingFlags.None).Select(one => one with { Sensor = plain })]);
            Append([.. mix.Select(one => one with { Sensor = mixed })]);

            Assert.Equal(_history.AllOfAsync(plain).Result, _history.AllOfAsync(mixed).Result);
            IReadOnlyList<UnjudgedSpan> unjudged = _history.Unjudged.TakeAsync(CancellationToken.None).Result;
            Assert.Equal(Span(unjudged, plain), Span(unjudged, mixed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Theory] // G3
    [InlineData("UPDATE daily_extremes SET milli_celsius = 5000")]
    [InlineData("DELETE FROM daily_extremes")]
    [InlineData("UPDATE daily_extreme_conflicts SET milli_celsius = 5000")]
    [InlineData("DELETE FROM daily_extreme_conflicts")]
    public async Task Not_even_somebody_at_the_console_changes_what_was_stored(string sql)
    {
        await _history.AppendAsync(Of(OfTheDay(1, 5, 3_200, Low), OfTheDay(2, 5, 3_100, Low)));

        Assert.Contains("(G3)", Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql)).Message, StringComparison.Ordinal);
    }

    [Fact] // G3
    public async Task Replacing_one_changes_nothing()
    {
        await _history.AppendAsync(Of(OfTheDay(1, 5, 3_200, Low)));

        int changed = _history.AtTheConsole(
            "INSERT OR REPLACE INTO daily_extremes SELECT sensor_number, at_ms, side, 5000, 0, 1, 9, 0 FROM daily_extremes");

        Assert.Equal(0, changed);
        Assert.Equal(3_200, Assert.Single(await _history.DaysOfAsync(Top)).Value.MilliCelsius);
    }

    [Fact] // G1
    public async Task They_are_there_for_the_process_after_this_one_and_known_to_it()
    {
        Arrival arrival = Of(OfTheDay(1, 5, 3_200, Low));
        await _history.AppendAsync(arrival);

        await using HistoryUnderTest after = new(_directory.FullPath);

        Assert.Equal(1, (await after.AppendAsync(arrival)).Duplicates);
        Assert.Single(await after.DaysOfAsync(Top));
    }

    private static readonly Arbitrary<Reading[]> Mixes = Gen.Elements(
            ReadingFlags.None, Low | ReadingFlags.DeviceTime, High | ReadingFlags.Logger, Low | High)
        .SelectMany(flags => Gen.Choose(0, 30).SelectMany(minute => Gen.Choose(-60, 300).Select(tenths =>
            new Reading(Top, Minute(minute), Temperature.FromMilliCelsius(tenths * 100), flags))))
        .ArrayOf().ToArbitrary();

    private static SensorId Sensor(string id) => SensorId.Parse(id, CultureInfo.InvariantCulture);

    private static (Instant From, Instant To)? Span(IReadOnlyList<UnjudgedSpan> spans, SensorId sensor) =>
        spans.Where(span => span.Sensor == sensor).Select(span => ((Instant, Instant)?)(span.From, span.To)).SingleOrDefault();

    private void Append(Reading[] readings) => _history.AppendAsync(
        Of([.. readings.Select((reading, index) => new ArrivedReading(index + 1, reading))])).Wait();
}
