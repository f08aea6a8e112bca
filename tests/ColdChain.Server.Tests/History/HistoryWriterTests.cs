using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Testing;

using Microsoft.Data.Sqlite;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

public sealed class HistoryWriterTests
{
    [Fact]
    public async Task A_part_that_fails_is_undone_alone_and_its_neighbours_are_stored()
    {
        using TemporaryDirectory directory = new();
        await using HistoryWriter writer = new(new HistoryFile(directory.Path(HistoryFile.FileName), DayCalendar.China));
        using ManualResetEventSlim gate = new();
        Task<int> first = writer.TryWriteAsync(_ => Wait(gate))!;
        Task<ArrivalOutcome.Durable> good = writer.TryWriteAsync(session => ArrivalWriting.Write(session, Of(Reading(1, 1, 4_000))))!;
        Task<int> bad = writer.TryWriteAsync(session => StoreAndFail(session))!;
        Task<ArrivalOutcome.Durable> after = writer.TryWriteAsync(session => ArrivalWriting.Write(session, Of(Reading(2, 1, 4_000))))!;
        gate.Set();

        await first;
        Assert.Equal(1, (await good).Stored);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal((0, 1), ((await after).Stored, (await after).Duplicates));
        Assert.Equal(1L, await writer.WriteAsync(
            session => session.Prepared("SELECT count(*) FROM arrivals", 0).Value()!.Value, TestContext.Current.CancellationToken));
    }

    [Fact] // G10
    public async Task When_too_much_waits_for_the_disk_callers_are_told_to_come_back()
    {
        using TemporaryDirectory directory = new();
        HistoryFile file = new(directory.Path(HistoryFile.FileName), DayCalendar.China);
        await using HistoryWriter writer = new(file);
        using ReadSessions sessions = new(file);
        EmbeddedHistory history = new(sessions, writer, new HomeComing(writer, sessions));
        using ManualResetEventSlim gate = new();
        Task<int> blocking = await BlockedAsync(writer, gate);
        List<Task<int>> waiting = [];
        while (writer.TryWriteAsync(_ => 0) is { } task)
        {
            waiting.Add(task);
        }

        Assert.IsType<ArrivalOutcome.Busy>(await history.AppendAsync(Of(Reading(1, 1, 4_000)), TestContext.Current.CancellationToken));
        gate.Set();
        await blocking;
        await Task.WhenAll(waiting);
        Assert.IsType<ArrivalOutcome.Durable>(await history.AppendAsync(Of(Reading(1, 1, 4_000)), TestContext.Current.CancellationToken));
    }

    [Fact] // G6
    public async Task When_much_waits_for_the_disk_backlog_comes_back_and_fresh_readings_are_taken()
    {
        using TemporaryDirectory directory = new();
        HistoryFile file = new(directory.Path(HistoryFile.FileName), DayCalendar.China);
        await using HistoryWriter writer = new(file);
        using ReadSessions sessions = new(file);
        EmbeddedHistory history = new(sessions, writer, new HomeComing(writer, sessions));
        using ManualResetEventSlim gate = new();
        Task<int> blocking = await BlockedAsync(writer, gate);
        while (writer.TryWriteAsync(_ => 0, HistoryWriter.RoomForBacklog) is not null)
        {
        }

        Arrival backlog = Of(Reading(1, 1, 4_000)) with { IsBacklog = true };
        Assert.IsType<ArrivalOutcome.Busy>(await history.AppendAsync(backlog, TestContext.Current.CancellationToken));
        Task<ArrivalOutcome> fresh = history.AppendAsync(Of(Reading(2, 2, 4_000)), TestContext.Current.CancellationToken);
        gate.Set();
        await blocking;
        Assert.IsType<ArrivalOutcome.Durable>(await fresh);
    }

    [Fact] // G1
    public async Task A_disk_that_is_full_stores_nothing_says_so_and_is_written_again_when_there_is_room()
    {
        using TemporaryDirectory directory = new();
        HistoryFile file = new(directory.Path(HistoryFile.FileName), DayCalendar.China);
        await using HistoryWriter writer = new(file);
        using ReadSessions sessions = new(file);
        EmbeddedHistory history = new(sessions, writer, new HomeComing(writer, sessions));
        Arrival many = Of([.. Enumerable.Range(1, 20_000).Select(number => Reading(number, number, 4_000))]);
        long pages = await writer.WriteAsync(
            session => session.Prepared("PRAGMA page_count", 0).Value()!.Value, TestContext.Current.CancellationToken);
        await writer.WriteAsync(
            session => session.Prepared($"PRAGMA max_page_count = {pages + 3}", 0).Value()!.Value, TestContext.Current.CancellationToken);

        ArrivalOutcome full = await history.AppendAsync(many, TestContext.Current.CancellationToken);
        Assert.Contains("full", Assert.IsType<ArrivalOutcome.DiskFailed>(full).Reason, StringComparison.Ordinal);
        using (SqliteConnection connection = file.OpenToRead())
        using (Statement count = new(connection, "SELECT count(*) FROM arrivals", 0))
        {
            Assert.Equal(0, count.Value());
        }

        // The writer opened its connection anew, and with it the limit of the test is gone.
        Arrival few = Of(Reading(1, 1, 4_000));
        await Eventually.HoldsAsync(
            async () => await history.AppendAsync(few, TestContext.Current.CancellationToken) is ArrivalOutcome.Durable,
            "the disk is written again",
            Eventually.DefaultBound,
            TestContext.Current.CancellationToken);
    }

    /// <summary>The writer is at work and stands still: what is handed in from now on waits.</summary>
    private static async Task<Task<int>> BlockedAsync(HistoryWriter writer, ManualResetEventSlim gate)
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> blocking = writer.TryWriteAsync(_ =>
        {
            begun.SetResult();
            return Wait(gate);
        })!;
        await begun.Task;
        return blocking;
    }

    private static int Wait(ManualResetEventSlim gate)
    {
        gate.Wait(TestContext.Current.CancellationToken);
        return 0;
    }

    private static int StoreAndFail(WriteSession session)
    {
        ArrivalWriting.Write(session, Of(Reading(9, 9, 9_000, Bottom)));
        throw new InvalidOperationException("a part that fails");
    }
}
