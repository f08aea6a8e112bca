using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Testing;

using Microsoft.Data.Sqlite;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>What every history must do; each implementation is a class of these tests.</summary>
public abstract class ReadingHistoryTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private HistoryUnderTest _history = null!;

    public async ValueTask InitializeAsync() => _history = await OpenAsync(_directory.FullPath);

    public async ValueTask DisposeAsync()
    {
        if (_history is not null)
        {
            await _history.DisposeAsync();
        }

        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Over the same folder: the process after the one before.</summary>
    private protected abstract Task<HistoryUnderTest> OpenAsync(string directory);

    [Fact]
    public async Task What_was_stored_is_read_by_time_whatever_the_order_it_came_in()
    {
        await _history.AppendAsync(Of(Reading(2, 2, 4_200), Reading(3, 3, 4_300), Reading(1, 1, 4_100)));
        await _history.SettleAsync();

        IReadOnlyList<StoredReading> all = await _history.AllOfAsync(Top);

        Assert.Equal([4_100, 4_200, 4_300], all.Select(reading => reading.Value.MilliCelsius));
        Assert.Equal(
            new StoredReading(Minute(1), Temperature.FromMilliCelsius(4_100), ReadingFlags.None, Minute(10_000), IsConflict: false),
            all[0]);
    }

    [Fact] // G2
    public async Task The_same_arrival_five_times_has_the_effect_of_one()
    {
        Arrival arrival = Of(Reading(1, 1, 4_100), Reading(2, 2, 4_200));
        for (int time = 0; time < 5; time++)
        {
            ArrivalOutcome.Durable outcome = await _history.AppendAsync(arrival);
            Assert.Equal(time == 0 ? (2, 0) : (0, 2), (outcome.Stored, outcome.Duplicates));
            await _history.SettleAsync();
        }

        Assert.Equal(2, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact] // G3
    public async Task A_second_value_for_the_same_moment_is_kept_beside_the_first()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100)));
        await _history.SettleAsync();
        ArrivalOutcome.Durable outcome = await _history.AppendAsync(Of(Reading(2, 1, 9_900), Reading(3, 1, 9_900), Reading(4, 1, 4_100)));
        await _history.SettleAsync();

        IReadOnlyList<StoredReading> all = await _history.AllOfAsync(Top);

        Assert.Equal((0, 1, 2), (outcome.Stored, outcome.Conflicts, outcome.Duplicates));
        Assert.Equal([(4_100, false), (9_900, true)], all.Select(reading => (reading.Value.MilliCelsius, reading.IsConflict)));
    }

    [Theory] // G3
    [InlineData("UPDATE arrivals SET readings = zeroblob(4)")]
    [InlineData("DELETE FROM arrivals")]
    [InlineData("UPDATE chunks SET readings = zeroblob(4)")]
    [InlineData("UPDATE chunks SET figures = zeroblob(4)")]
    [InlineData("DELETE FROM chunks")]
    [InlineData("UPDATE facts SET number = 0")]
    [InlineData("UPDATE sensors SET sensor_id = 'another/fridge/top'")]
    [InlineData("DELETE FROM quarantine")]
    [InlineData("DELETE FROM agent_events")]
    public async Task Not_even_somebody_at_the_console_changes_what_was_stored(string sql)
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(2, 1, 9_900)) with
        {
            Refused = [Refusal(3)],
            Events = [new WireEvent { Sequence = 4, Kind = WireEventKinds.PowerLost, At = 1 }],
        });

        await _history.AppendAsync(Of(Reading(5, -2_000, 4_000)));
        await _history.Sealer.SealDueAsync(Minute(12_000), TestContext.Current.CancellationToken);
        await _history.AppendAsync(Of(Reading(6, 10_000, 4_000)));

        SqliteException refused = Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql));

        Assert.Contains("(G3)", refused.Message, StringComparison.Ordinal);
        Assert.Equal([4_000, 4_100, 9_900, 4_000], (await _history.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
    }

    [Fact] // G3
    public async Task Replacing_a_reading_changes_nothing()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100)));

        int changed = _history.AtTheConsole(
            "INSERT OR REPLACE INTO arrivals SELECT arrival_number, 1, 0, zeroblob(32), zeroblob(9), NULL FROM arrivals");

        Assert.Equal(0, changed);
        Assert.Equal(4_100, Assert.Single(await _history.AllOfAsync(Top)).Value.MilliCelsius);
    }

    [Fact]
    public async Task A_range_owns_its_start_and_not_its_end()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(2, 2, 4_200), Reading(3, 3, 4_300)));
        await _history.SettleAsync();

        IReadOnlyList<StoredReading> some = await _history.Readings.ReadAsync(
            Top, new TimeRange(Minute(1), Minute(3)), TestContext.Current.CancellationToken);

        Assert.Equal([4_100, 4_200], some.Select(reading => reading.Value.MilliCelsius));
    }

    [Fact]
    public async Task The_newest_of_each_sensor_and_the_one_before_a_moment_are_found()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(2, 9, 4_900), Reading(3, 4, 3_400, Bottom)));
        await _history.SettleAsync();

        IReadOnlyDictionary<Core.Identity.SensorId, StoredReading> latest = await _history.Readings.LatestAsync(
            [Top, Bottom, Core.Identity.SensorId.Parse("nobody/knows/it", null)], TestContext.Current.CancellationToken);
        StoredReading? before = await _history.Readings.LastBeforeAsync(Top, Minute(9), TestContext.Current.CancellationToken);
        StoredReading? none = await _history.Readings.LastBeforeAsync(Top, Minute(1), TestContext.Current.CancellationToken);

        Assert.Equal(2, latest.Count);
        Assert.Equal((4_900, 3_400), (latest[Top].Value.MilliCelsius, latest[Bottom].Value.MilliCelsius));
        Assert.Equal(4_100, before!.Value.Value.MilliCelsius);
        Assert.Null(none);
    }

    [Fact] // G2
    public async Task What_was_received_of_a_journal_is_kept_as_few_ranges()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 1), Reading(2, 2, 1), Reading(10, 10, 1)));
        await _history.AppendAsync(Of(Reading(4, 4, 1), Reading(9, 9, 1)));
        Assert.Equal(3, _history.Count("received_ranges"));

        await _history.AppendAsync(Of(Enumerable.Range(3, 6).Select(number => Reading(number, number, 1)).ToList()));

        Assert.Equal(1, _history.Count("received_ranges"));
        Assert.Equal(1, _history.Count("received_ranges WHERE first_sequence = 1 AND last_sequence = 10"));
    }

    [Fact] // G1
    public async Task A_journal_that_was_set_back_loses_no_reading_and_is_noticed()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(2, 2, 4_200)));
        await _history.SettleAsync();

        ArrivalOutcome.Durable outcome = await _history.AppendAsync(Of(Reading(2, 7, 4_700)));

        Assert.Equal((1, 1), (outcome.Stored, outcome.SequencesUsedAgain));
        Assert.Equal(3, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact] // G1
    public async Task What_was_answered_is_there_for_the_process_after_this_one()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100)) with { Refused = [Refusal(2)] });

        await using HistoryUnderTest after = await OpenAsync(_directory.FullPath);

        Assert.Single(await after.AllOfAsync(Top));
        Assert.Equal(1, await after.Quarantine.CountAsync(TestContext.Current.CancellationToken));
        Assert.Single(await after.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_arrivals_at_once_are_all_stored_once()
    {
        IEnumerable<Task<ArrivalOutcome>> appending = Enumerable.Range(0, 100).Select(number => _history.Readings.AppendAsync(
            Of(Reading((2 * number) + 1, number, 4_000), Reading((2 * number) + 2, number + 0.5, 4_000)),
            TestContext.Current.CancellationToken));

        ArrivalOutcome[] outcomes = await Task.WhenAll(appending);

        Assert.All(outcomes, outcome => Assert.IsType<ArrivalOutcome.Durable>(outcome));
        Assert.Equal(200, (await _history.AllOfAsync(Top)).Count);
        Assert.Equal(1, _history.Count("received_ranges"));
    }

    [Fact]
    public async Task Events_are_kept_once_and_listed_newest_first()
    {
        Arrival arrival = Of() with
        {
            Events =
            [
                new WireEvent { Sequence = 1, Kind = WireEventKinds.PowerLost, At = Minute(1).UnixMilliseconds, Unit = "gaochuan/fridge-1" },
                new WireEvent { Sequence = 2, Kind = WireEventKinds.PowerBack, At = Minute(2).UnixMilliseconds },
            ],
        };
        await _history.AppendAsync(arrival);
        await _history.AppendAsync(arrival);

        IReadOnlyList<AgentEvent> events = await _history.Events.ListAsync(
            new TimeRange(Midnight, null), 10, TestContext.Current.CancellationToken);

        Assert.Equal([WireEventKinds.PowerBack, WireEventKinds.PowerLost], events.Select(happened => happened.Kind));
        Assert.Equal("gaochuan/fridge-1", events[1].Unit);
    }

    private static RefusedReading Refusal(long sequence) => new(
        "nobody/knows/it",
        new WireReading(sequence, Minute(5).UnixMilliseconds, 4_500, 0),
        RefusalReason.UnknownSensor,
        "no sensor of this name is registered");
}
