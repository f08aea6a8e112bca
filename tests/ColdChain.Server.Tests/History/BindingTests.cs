using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>When sealed days are bound into blocks, when not, and what can be done with them then.</summary>
public sealed class BindingTests : IAsyncLifetime
{
    private const int DayMinutes = 24 * 60;

    /// <summary>The tests' first day is the seventh of its span of 24: eighteen days are the rest of it.</summary>
    private const int DaysOfSpan = 18;
    private const int DaysTold = 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public BindingTests() => _history = new HistoryUnderTest(_directory.FullPath);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Twenty days of two sensors every ten minutes, sealed, with one root over all.</summary>
    public async ValueTask InitializeAsync()
    {
        for (int day = 0; day < DaysTold; day++)
        {
            await _history.AppendAsync(Of([.. Day(day)]) with { StoredAt = Minute((day + 1) * DayMinutes) });
        }

        await JudgeAndSealAsync(DaysTold + 1);
        await _history.Roots.MakeDueAsync(Minute((DaysTold + 1) * DayMinutes), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(DaysOfSpan + HistoryBinder.DaysAfterSpan - 1, 0)]
    [InlineData(DaysOfSpan + HistoryBinder.DaysAfterSpan, 2)]
    [InlineData(DaysOfSpan + HistoryBinder.DaysAfterSpan + 30, 2)]
    public async Task A_span_of_a_sensor_is_one_block_five_weeks_after_its_end(int today, int blocks)
    {
        IReadOnlyList<StoredReading> before = await _history.AllOfAsync(Top);

        await BindAsync(today);

        Assert.Equal(blocks, _history.Count("blocks"));
        Assert.Equal(2 * (DaysTold - (DaysOfSpan * blocks / 2)), _history.Count("chunks"));
        Assert.Equal(before, await _history.AllOfAsync(Top));
        Assert.Null(Verify().First?.English);
    }

    [Fact]
    public async Task What_has_no_root_over_it_is_not_bound_yet()
    {
        await _history.AppendAsync(Of(Reading(90_001, 15, 4_050)));
        await JudgeAndSealAsync(DaysTold + 2);
        Assert.Equal(2, await BoundAsync());

        Assert.Equal((2 * (DaysTold - DaysOfSpan)) + 1, _history.Count("chunks"));
    }

    [Fact]
    public async Task Nothing_is_bound_while_readings_have_another_home_and_what_was_bound_has_rows_again_before()
    {
        byte[][] before = Chunks();
        await BoundAsync();

        await _history.WriteAsync(AwayWriting.Begin);

        Assert.Equal(before, Chunks());
        Assert.Equal(0, await BoundAsync());
        Assert.Null(Verify().First?.English);
    }

    [Fact] // G2, G3
    public async Task What_comes_late_for_a_bound_day_is_compared_with_it_and_is_a_part_of_its_own()
    {
        await BoundAsync();

        ArrivalOutcome.Durable outcome = await _history.AppendAsync(
            Of(Reading(90_001, 15, 4_050), Reading(90_002, 20, 9_900), Reading(90_003, 30, ValueAt(30))));
        await JudgeAndSealAsync(DaysTold + 40);

        Assert.Equal((1, 1, 1), (outcome.Stored, outcome.Duplicates, outcome.Conflicts));
        IReadOnlyList<StoredReading> all = await _history.AllOfAsync(Top);
        Assert.Equal((DaysTold * 144) + 2, all.Count);
        Assert.Equal([4_050, ValueAt(20), 9_900], all.Skip(2).Take(3).Select(one => one.Value.MilliCelsius));
        VerifyReport report = Verify();
        Assert.Null(report.First?.English);
        Assert.Equal(((2 * DaysTold) + 1, 1), (report.Chunks, report.Conflicts));
    }

    [Fact] // G8
    public async Task A_day_that_is_not_as_it_was_sealed_is_left_as_it_is_so_that_verify_names_it()
    {
        _history.AtTheConsole("DROP TRIGGER chunks_are_not_updated; UPDATE chunks SET chain_sha256 = zeroblob(32) WHERE seal_number = 5");

        Assert.Equal(1, await BoundAsync());

        Assert.Contains("day 2026-05-03", Verify().First!.English, StringComparison.Ordinal);
        Assert.Equal(DaysOfSpan + (2 * (DaysTold - DaysOfSpan)), _history.Count("chunks"));
    }

    [Theory] // G3
    [InlineData("DELETE FROM chunks")]
    [InlineData("DELETE FROM blocks")]
    [InlineData("UPDATE blocks SET readings = x'00'")]
    [InlineData("UPDATE blocks SET heads = heads")]
    public async Task Nobody_at_a_console_takes_a_block_apart_or_a_day_out(string sql)
    {
        await BoundAsync();

        Assert.Contains("(G3)", Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql)).Message, StringComparison.Ordinal);
    }

    [Fact] // G3
    public async Task A_bound_day_can_be_destroyed_and_the_others_of_its_block_stay()
    {
        await BoundAsync();
        int first = _history.Memory.Calendar.DayOf(Minute(0));
        IReadOnlyList<ChunkId> standing = await _history.WriteAsync(session => Destruction.Standing(session, first + 1));
        Assert.Equal(4, standing.Count);

        (long _, long readings) = await _history.Destruction.DestroyAsync(
            standing, new DestructionText(0, Minute(90_000), "李医生", "five years are over"), Token);

        Assert.Equal(4 * 144, readings);
        Assert.Equal((DaysTold - 2) * 144, (await _history.AllOfAsync(Top)).Count);
        VerifyReport report = Verify();
        Assert.Null(report.First?.English);
        Assert.Equal((4, 2 * (DaysTold - 2)), (report.Destroyed, report.Opened));
        Assert.Equal(0, await BoundAsync());
    }

    [Fact]
    public async Task A_block_that_was_damaged_costs_its_days_and_is_told()
    {
        await BoundAsync();
        _history.AtTheConsole("DROP TRIGGER blocks_are_not_updated; UPDATE blocks SET readings = x'01' WHERE first_seal = 1");

        Assert.Equal((DaysTold - DaysOfSpan) * 144, (await _history.AllOfAsync(Top)).Count);

        Assert.Contains("cannot be read", Assert.Single(_history.Memory.Damages), StringComparison.Ordinal);
        Assert.Equal(DaysTold * 144, (await _history.AllOfAsync(Bottom)).Count);
    }

    [Fact]
    public void Who_reads_while_days_are_bound_sees_them_as_they_were_when_he_began()
    {
        using ReadSessions sessions = new(_history.File);
        (int bound, int alone) = sessions.Read(session =>
        {
            (int heads, int rows) = (0, 0);
            session.ReadHeads(0, long.MaxValue, (_, _) => heads++);
            Task.Run(BoundAsync, Token).GetAwaiter().GetResult();
            session.ReadFigures(0, long.MaxValue, (_, _, _) => rows++);
            return (heads, rows);
        });

        Assert.Equal((0, 2 * DaysTold), (bound, alone));
        Assert.Equal(2, _history.Count("blocks"));
    }

    [Fact]
    public async Task The_server_binds_by_itself_minute_by_minute()
    {
        ManualClock clock = new(Minute((DaysOfSpan + HistoryBinder.DaysAfterSpan) * DayMinutes).ToDateTimeOffset());
        using SealingLoop loop = new(
            new FinishedDays(_history.Sealer, _history.Roots, _history.Binder), _history.Memory, clock, NullLogger<SealingLoop>.Instance);
        await loop.StartAsync(Token);
        await clock.WaitForTimersAsync(1, Token);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => _history.Count("blocks") == 2, "two sensors have a block", Token);

        await loop.StopAsync(Token);
        Assert.Equal(DaysTold * 144, (await _history.AllOfAsync(Top)).Count);
    }

    [Fact]
    public async Task A_start_goes_on_where_the_binder_was()
    {
        await BoundAsync();
        await _history.DisposeAsync();
        await using HistoryUnderTest after = new(_directory.FullPath);

        Assert.Equal(DaysOfSpan, after.Memory.Find(Top)!.Head.Bound.Link);
        Assert.Equal(2, await after.BindAsync(Minute((DaysTold + 50) * DayMinutes)));
        Assert.Equal(DaysTold * 144, (await after.AllOfAsync(Top)).Count);
        Assert.Empty(after.Memory.Damages);
    }

    private static int ValueAt(int minute) => 4_000 + (minute / 10 % 17 * 100);

    private static IEnumerable<ArrivedReading> Day(int day) =>
        Enumerable.Range(0, 144).Select(index => (day * DayMinutes) + (index * 10)).SelectMany(minute => new[]
        {
            Reading((2 * minute) + 1, minute, ValueAt(minute)),
            Reading((2 * minute) + 2, minute, 9_000 - ValueAt(minute), Bottom),
        });

    /// <summary>The rows of chunks, every byte.</summary>
    private byte[][] Chunks()
    {
        using SqliteConnection connection = _history.File.OpenToRead();
        using Statement all = new(connection, "SELECT chunk_id, seal_number, figures, chain_sha256, readings FROM chunks ORDER BY chunk_id", 0);
        using SqliteDataReader row = all.Rows();
        List<byte[]> rows = [];
        while (row.Read())
        {
            rows.Add([.. BitConverter.GetBytes(row.GetInt64(0)), .. BitConverter.GetBytes(row.GetInt64(1)), .. (byte[])row[2], .. (byte[])row[3], .. (byte[])row[4]]);
        }

        return [.. rows];
    }

    private async Task BindAsync(int today)
    {
        while (await _history.Binder.BindDueAsync(Minute((today * DayMinutes) + 1), Token) > 0)
        {
            // The next ones.
        }
    }

    /// <summary>The first span is due, the second is not.</summary>
    private async Task<long> BoundAsync()
    {
        await BindAsync(DaysOfSpan + HistoryBinder.DaysAfterSpan);
        return _history.Count("blocks");
    }

    private async Task JudgeAndSealAsync(int day)
    {
        await _history.Unjudged.DoneAsync(await _history.Unjudged.TakeAsync(Token), Token);
        await _history.Sealer.SealDueAsync(Minute(day * DayMinutes), Token);
    }

    private VerifyReport Verify()
    {
        using SealedHistory file = SealedHistory.Open(_history.File.Path, out string? mistake)!;
        Assert.Null(mistake);
        return new HistoryCheck(file, (int.MinValue, int.MaxValue), KeptRoots.None).Run();
    }
}
