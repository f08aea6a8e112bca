using System.Text;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.History.Influx;
using ColdChain.Server.Integrity;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>What is special of a history whose finished days are in a real InfluxDB.</summary>
public sealed class InfluxHistoryTests(InfluxUnderTest influx) : IClassFixture<InfluxUnderTest>, IAsyncLifetime
{
    private const string Away = "chunks WHERE readings IS NULL";

    private static readonly InfluxOutcome Gone = new InfluxOutcome.Unreachable("as told by the test");

    private static readonly TimeRange[] Days = [.. Enumerable.Range(0, 4).Select(day => new TimeRange(Minute(day * 1_440), Minute((day + 1) * 1_440)))];

    private readonly string _database = $"life-{Guid.NewGuid():N}";
    private readonly TemporaryDirectory _directory = new();
    private CountingInflux _influx = null!;
    private HistoryUnderTest _history = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _influx = new CountingInflux(await influx.DatabaseAsync(options => options with { Database = _database }));
        _history = new HistoryUnderTest(_directory.FullPath, _influx);
    }

    public async ValueTask DisposeAsync()
    {
        if (_history is not null)
        {
            await _history.DisposeAsync();
            _influx.Dispose();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task A_finished_day_is_in_InfluxDB_alone_and_reads_as_before()
    {
        await TakeInDaysAsync();
        IReadOnlyList<StoredReading> before = await _history.AllOfAsync(Top);
        await _history.SettleAsync();

        Assert.Equal(3, _history.Count(Away));
        Assert.Equal(0, _history.Count("arrivals"));
        Assert.Equal(before, await _history.AllOfAsync(Top));
        Assert.True(_influx.Reads > 3);
    }

    [Fact]
    public async Task Figures_of_finished_days_need_no_question()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        _influx.Instead = Gone;

        var figures = await _history.Readings.FiguresAsync([Top], Days, Now);

        Assert.Equal([100, 100, 100], figures[Top].Select(day => day.Count));
    }

    [Fact] // G5
    public async Task A_day_that_cannot_be_read_is_never_a_day_without_readings()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        _influx.Instead = Gone;

        await Assert.ThrowsAsync<HistoryAwayException>(() => _history.AllOfAsync(Top));
        await Assert.ThrowsAsync<HistoryAwayException>(() => _history.Readings.LastBeforeAsync(Top, Minute(2_000), Now));
        await Assert.ThrowsAsync<HistoryAwayException>(() => _history.Readings.ReduceAsync(Top, Days[1], 7, Now));
    }

    [Fact] // G1
    public async Task While_InfluxDB_is_away_all_is_taken_in_and_sealed_days_keep_their_readings()
    {
        _influx.Instead = Gone;
        await TakeInDaysAsync();
        await _history.Sealer.SealDueAsync(Minute(100_000), Now);
        Assert.Equal(Gone, await _history.MirrorAsync());

        Assert.Equal(0, _history.Count(Away));
        Assert.Equal(300, (await _history.AllOfAsync(Top)).Count);
        Assert.Equal(3, _history.Home!.Waiting);
        _influx.Instead = null;
        await _history.SettleAsync();
        Assert.Equal((3, 0), (_history.Count(Away), _history.Home.Waiting));
        Assert.Equal(300, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact] // G2, G3
    public async Task What_comes_late_for_a_day_that_went_brings_it_home_first()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        Arrival late = Of(Reading(900, 1_440, 4_000), Reading(901, 1_441, 9_999), Reading(902, 1_443.5, 4_444));

        _influx.Instead = Gone;
        Assert.IsType<ArrivalOutcome.Busy>(await _history.Readings.AppendAsync(late, Now));
        await _history.AppendAsync(Of(Reading(903, 90_000, 4_000)));
        _influx.Instead = null;
        ArrivalOutcome.Durable outcome = await _history.AppendAsync(late);

        Assert.Equal((1, 1, 1), (outcome.Stored, outcome.Duplicates, outcome.Conflicts));
        await _history.SettleAsync();
        Assert.Equal(303, (await _history.AllOfAsync(Top)).Count);
        Assert.Equal(4, _history.Count(Away)); // Gone again, what came late stayed.
    }

    [Fact]
    public async Task A_day_stays_while_an_arrival_is_kept_that_has_a_part_in_it()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(2, 1_441, 4_200)) with { StoredAt = Minute(1_442) });
        await _history.Unjudged.DoneAsync(await _history.Unjudged.TakeAsync(Now), Now);
        Assert.Equal(1, await _history.Sealer.SealDueAsync(Minute(1_600), Now));
        Assert.IsType<InfluxOutcome.Done>(await _history.MirrorAsync());
        Assert.Equal((0, 1), (_history.Count(Away), _history.Count("arrivals")));

        await _history.DisposeAsync();
        _history = new HistoryUnderTest(_directory.FullPath, _influx);

        Assert.Empty(_history.Memory.Damages);
        await _history.SettleAsync();
        Assert.Equal((2, 0), (_history.Count(Away), _history.Count("arrivals")));
        Assert.Equal([4_100, 4_200], (await _history.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
    }

    [Theory]
    [InlineData("v=5000i", 1_777_651_200_000)] // another value
    [InlineData("v=5000i,s=1i,j=1i", 1_777_651_200_001)] // a reading more
    public async Task What_somebody_changed_in_InfluxDB_is_not_shown_as_sealed(string fields, long at)
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        await _influx.WriteAsync(Encoding.UTF8.GetBytes($"readings,sensor={Top} {fields} {at}"), Now);

        HistoryAwayException fault = await Assert.ThrowsAsync<HistoryAwayException>(() => _history.AllOfAsync(Top));

        Assert.Contains("gaochuan/fridge-1/top on 2026-05-02 is not what was sealed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_comes_back_otherwise_does_not_go()
    {
        await TakeInDaysAsync();
        await _influx.WriteAsync(Encoding.UTF8.GetBytes($"readings,sensor={Top} v=1i,s=1i,j=1i 1777651200001"), Now);
        await _history.SettleAsync();

        Assert.Equal(2, _history.Count(Away));
        Assert.Equal(300, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact]
    public async Task A_database_that_was_lost_before_days_went_gets_them_again()
    {
        await TakeInDaysAsync();
        await _history.MirrorAsync();
        await _history.Sealer.SealDueAsync(Minute(100_000), Now);
        await _history.MirrorAsync();
        await influx.Server.AskAsync("DROP SERIES FROM readings", _database, Now);
        await _history.SettleAsync();

        Assert.Equal(3, _history.Count(Away));
        Assert.Equal(300, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact]
    public async Task What_is_measured_now_is_there_soon_and_what_comes_between_too()
    {
        await _history.AppendAsync(Of(Reading(1, 1, 4_100), Reading(3, 3, 4_300)));
        await _history.MirrorAsync();
        await _history.AppendAsync(Of(Reading(2, 2, 4_200), Reading(4, 4, 4_400), Reading(5, 3, 9_900)));
        await _history.MirrorAsync();

        InfluxDays there = await new InfluxReadings(_influx, DayCalendar.China, 1_000).ReadAsync(
            Top, InfluxUnderTest.Day, InfluxUnderTest.Day, 100, Now);

        Assert.Equal([4_100, 4_200, 4_300, 4_400], there.Days[InfluxUnderTest.Day].Select(reading => reading.MilliCelsius));
    }

    [Fact]
    public async Task The_process_after_this_one_goes_on_where_it_was()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        await _history.DisposeAsync();
        int writes = _influx.Writes;
        _history = new HistoryUnderTest(_directory.FullPath, _influx);

        Assert.IsType<InfluxOutcome.Done>(await _history.MirrorAsync());

        Assert.Equal((writes, 0), (_influx.Writes, _history.Home!.Waiting));
        Assert.Equal(300, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact]
    public async Task More_than_may_wait_is_sent_away_until_InfluxDB_is_back()
    {
        await _history.DisposeAsync();
        _history = new HistoryUnderTest(_directory.FullPath, _influx, mostWaiting: 2);
        await TakeInDaysAsync();
        _influx.Instead = Gone;
        await _history.Sealer.SealDueAsync(Minute(100_000), Now);

        Assert.IsType<ArrivalOutcome.Busy>(await _history.Readings.AppendAsync(Of(Reading(999, 9_000, 4_000)), Now));
        _influx.Instead = null;
        await _history.MirrorAsync();
        await _history.AppendAsync(Of(Reading(999, 9_000, 4_000)));
    }

    [Fact]
    public async Task Without_InfluxDB_in_the_configuration_days_that_went_are_not_silently_missing()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        await _history.DisposeAsync();
        _history = new HistoryUnderTest(_directory.FullPath);

        HistoryAwayException fault = await Assert.ThrowsAsync<HistoryAwayException>(() => _history.AllOfAsync(Top));

        Assert.Contains("History:Kind", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_look_through_the_file_holds_the_ends_of_chains_of_days_that_went_and_fetches_none()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        await _history.DisposeAsync();
        int reads = _influx.Reads;

        Assert.Empty(new HistoryScrub(_history.File.Path).Run(Now));
        using (SqliteConnection connection = new($"Data Source={_history.File.Path};Pooling=false"))
        {
            connection.Open();
            using SqliteCommand change = connection.CreateCommand();
            change.CommandText = "DROP TRIGGER chunks_are_not_updated; UPDATE chunks SET chain_sha256 = zeroblob(32) WHERE seal_number = 3";
            change.ExecuteNonQuery();
        }

        Assert.Single(new HistoryScrub(_history.File.Path).Run(Now));
        Assert.Equal(reads, _influx.Reads);
        _history = new HistoryUnderTest(_directory.FullPath, _influx);
    }

    [Theory] // G3
    [InlineData("UPDATE chunks SET figures = zeroblob(4)")]
    [InlineData("UPDATE chunks SET chain_sha256 = zeroblob(32)")]
    [InlineData("UPDATE chunks SET chunk_id = chunk_id + 1")]
    [InlineData("DELETE FROM chunks")]
    public async Task What_a_day_is_held_against_cannot_be_changed_at_the_console(string sql)
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();

        Assert.Contains("(G3)", Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql)).Message, StringComparison.Ordinal);
    }

    [Fact] // G8
    public async Task Verify_opens_days_that_went_and_fits()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();

        (int exit, string said) = await VerifyAsync(influx.Server.Url);

        Assert.True(exit == 0, said);
        Assert.Contains("300", said, StringComparison.Ordinal);
    }

    [Theory] // G8
    [InlineData("v=4002i", "v=4001i")] // Two values change places: no figure shows it.
    [InlineData("f=1i", "f=1i")]
    [InlineData("s=1i", "j=1i")]
    [InlineData("v=9999i", "v=4002i")]
    public async Task Verify_names_a_day_of_which_InfluxDB_was_altered(string first, string second)
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();
        await _influx.WriteAsync(Encoding.UTF8.GetBytes($"readings,sensor={Top} {first} 1777651260000"), Now);
        await _influx.WriteAsync(Encoding.UTF8.GetBytes($"readings,sensor={Top} {second} 1777651320000"), Now);

        (int exit, string said) = await VerifyAsync(influx.Server.Url);

        Assert.True(exit == VerifyVerb.ExitMisfit, said);
        Assert.Contains("sensor gaochuan/fridge-1/top, day 2026-05-02", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_without_InfluxDB_says_so_and_accuses_nobody()
    {
        await TakeInDaysAsync();
        await _history.SettleAsync();

        (int away, string said) = await VerifyAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        (int unknown, string hint) = await VerifyAsync(null);

        Assert.Equal((Verbs.ExitMistakes, Verbs.ExitMistakes), (away, unknown));
        Assert.Contains("InfluxDB did not give the readings of gaochuan/fridge-1/top", said, StringComparison.Ordinal);
        Assert.Contains("--config", hint, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Said)> VerifyAsync(Uri? url)
    {
        string file = _directory.Path("server.json");
        await File.WriteAllTextAsync(
            file, $$$"""{ "History": { "Kind": "influxdb", "Influx": { "Url": "{{{url}}}", "Database": "{{{_database}}}" } } }""", Now);
        using StringWriter said = new();
        string[] arguments = ["verify", "--data", _directory.FullPath];
        int exit = await VerifyVerb.RunAsync(url is null ? arguments : [.. arguments, "--config", file], TimeProvider.System, said, said);
        return (exit, said.ToString());
    }

    /// <summary>Three days of 100 readings.</summary>
    private async Task TakeInDaysAsync()
    {
        for (int day = 0; day < 3; day++)
        {
            await _history.AppendAsync(Of([.. Enumerable.Range(0, 100).Select(
                number => Reading((day * 100) + number + 1, (day * 1_440) + number, 4_000 + number))]));
        }
    }
}
