using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.Retention;

/// <summary>Readings go at the end of their time by a person's word alone, and what remains proves that they were there.</summary>
public sealed class DestructionTests : IAsyncLifetime
{
    private const int DayEnd = 24 * 60;

    private readonly TemporaryDirectory _directory = new();
    private readonly HistoryUnderTest _history;

    public DestructionTests() => _history = new HistoryUnderTest(_directory.FullPath);

    public async ValueTask InitializeAsync()
    {
        await _history.AppendAsync(Of(Reading(1, 10, 4_000), Reading(2, 20, 4_100), Reading(3, DayEnd + 10, 4_200), Reading(4, 30, 4_300, Bottom)));
        await JudgeAndSealAsync();
        await _history.Roots.MakeDueAsync(Minute(20_000), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _directory.Dispose();
    }

    [Fact] // G3
    public async Task What_is_destroyed_is_gone_for_readers_and_everything_else_stays_and_verifies()
    {
        (long number, long readings) = await DestroyFirstDayAsync();

        Assert.Equal((1, 3), (number, readings));
        Assert.Equal([4_200], (await _history.AllOfAsync(Top)).Select(one => one.Value.MilliCelsius));
        Assert.Empty(await _history.AllOfAsync(Bottom));
        VerifyReport report = Verify();
        Assert.Null(report.First?.English);
        Assert.Equal((2, 1, 3), (report.Destroyed, report.Opened, report.Chunks));
    }

    [Fact]
    public async Task After_a_start_the_readings_are_still_gone_and_a_late_one_for_that_day_is_kept()
    {
        await DestroyFirstDayAsync();
        await _history.DisposeAsync();
        await using HistoryUnderTest after = new(_directory.FullPath);

        await after.AppendAsync(Of(Reading(9, 15, 5_000)));

        Assert.Equal([5_000, 4_200], (await after.AllOfAsync(Top)).Select(one => one.Value.MilliCelsius));
        Assert.Empty(after.Memory.Damages);
    }

    [Theory] // G8
    [InlineData("UPDATE destructions SET decided_by = 'nobody'")]
    [InlineData("UPDATE destructions SET reason = 'another'")]
    [InlineData("DELETE FROM destructions")]
    [InlineData("DELETE FROM destroyed_chunks WHERE chunk_id = (SELECT min(chunk_id) FROM destroyed_chunks)")]
    [InlineData("UPDATE destroyed_chunks SET chunk_sha256 = zeroblob(32)")]
    public async Task A_record_of_destruction_that_is_altered_behind_the_servers_back_is_named(string sql)
    {
        await DestroyFirstDayAsync();
        Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql));

        _history.AtTheConsole(
            "DROP TRIGGER destructions_are_not_updated; DROP TRIGGER destructions_are_not_deleted; "
            + "DROP TRIGGER destroyed_chunks_are_not_updated; DROP TRIGGER destroyed_chunks_are_not_deleted;" + sql);

        Assert.NotNull(Verify().First);
    }

    [Theory] // G3
    [InlineData("UPDATE chunks SET readings = x'00'")]
    [InlineData("UPDATE chunks SET readings = NULL")]
    public void Nobody_at_a_console_destroys_without_a_record(string sql) =>
        Assert.Contains("(G3)", Assert.Throws<SqliteException>(() => _history.AtTheConsole(sql)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_day_whose_request_is_still_in_the_file_does_not_stand_to_be_destroyed()
    {
        Assert.Equal(3, (await StandingAsync()).Count);
        await _history.AppendAsync(Of(Reading(9, 15, 5_000)));
        await _history.Sealer.SealDueAsync(Minute(40_000), TestContext.Current.CancellationToken);

        Assert.Equal(2, (await StandingAsync()).Count);
        await JudgeAndSealAsync();

        Assert.Equal(4, (await StandingAsync()).Count);
    }

    [Fact] // G8: the hash that would remain would be of other origins
    public async Task A_day_of_a_journal_that_is_gone_is_not_destroyed()
    {
        await _history.DisposeAsync();
        using (SqliteConnection connection = new($"Data Source={_directory.Path(HistoryFile.FileName)};Pooling=false"))
        {
            connection.Open();
            HistorySchema.Execute(connection, "DROP TRIGGER journals_are_not_updated; UPDATE journals SET journal_number = 7");
        }

        await using HistoryUnderTest after = new(_directory.FullPath);
        ChunkId chunk = new(after.Memory.Calendar.DayOf(Minute(0)), after.Memory.Find(Top)!.Number, 0);

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => after.Destruction.DestroyAsync(
            [chunk], new DestructionText(0, Minute(30_000), "李医生", "five years are over"), TestContext.Current.CancellationToken));

        Assert.Contains("not destroyed", fault.Message, StringComparison.Ordinal);
        Assert.Equal([4_000, 4_100, 4_200], (await after.AllOfAsync(Top)).Select(one => one.Value.MilliCelsius));
    }

    private Task<IReadOnlyList<ChunkId>> StandingAsync() => _history.WriteAsync(
        session => Destruction.Standing(session, _history.Memory.Calendar.DayOf(Minute(20_000))));

    private async Task JudgeAndSealAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await _history.Unjudged.DoneAsync(await _history.Unjudged.TakeAsync(token), token);
        await _history.Sealer.SealDueAsync(Minute(40_000), token);
    }

    private Task<(long Number, long Readings)> DestroyFirstDayAsync()
    {
        int day = _history.Memory.Calendar.DayOf(Minute(0));
        ChunkId[] chunks = [new(day, _history.Memory.Find(Top)!.Number, 0), new(day, _history.Memory.Find(Bottom)!.Number, 0)];
        return _history.Destruction.DestroyAsync(
            chunks, new DestructionText(0, Minute(30_000), "李医生", "five years are over"), TestContext.Current.CancellationToken);
    }

    private VerifyReport Verify()
    {
        using SealedHistory sealedHistory = SealedHistory.Open(_directory.Path(HistoryFile.FileName), out string? mistake)!;
        Assert.Null(mistake);
        return new HistoryCheck(sealedHistory, (int.MinValue, int.MaxValue), KeptRoots.None).Run();
    }
}
