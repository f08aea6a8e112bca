using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Testing;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>What stands beside the readings gets its place in the ledger in the transaction that stores it.</summary>
public sealed class RowLedgerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact] // Computed anew from the description of the bytes, without the code that writes.
    public async Task A_row_is_chained_as_it_is_described()
    {
        await using HistoryUnderTest history = new(_directory.FullPath);
        await history.AppendAsync(Of() with { Events = [Event(4)] });

        string?[] values = ["1", Agent.ToString(), Journal.ToString(), "4", "power-lost", "1", null, null, "停电", $"{Minute(10_000).UnixMilliseconds}"];
        Assert.Equal(
            new ChainHead(CanonicalLedgerRow.LeafName, 1, CanonicalLedgerRow.Hash(default, 1, "agent_events", values)),
            await history.WriteAsync(session => session.Ledger.Head()));
    }

    [Fact]
    public async Task What_is_sent_again_gets_no_second_place_and_a_part_that_fails_gets_none()
    {
        await using HistoryUnderTest history = new(_directory.FullPath);
        Arrival arrival = Of() with { Events = [Event(4)] };
        await history.AppendAsync(arrival);
        await history.AppendAsync(arrival);
        await Assert.ThrowsAsync<InvalidOperationException>(() => history.WriteAsync<int>(session =>
        {
            session.Prepared("INSERT INTO agent_events (journal_number, kind, at_ms, stored_at_ms) VALUES (1, 'x', 1, 1)", 0).Run();
            throw new InvalidOperationException("after it was noted");
        }));
        await history.AppendAsync(Of() with { Events = [Event(5)] });

        Assert.Equal((2, 2), (history.Count("agent_events"), history.Count("ledger")));
    }

    [Fact]
    public async Task Rows_of_a_former_format_are_chained_once_at_the_first_start()
    {
        FormerFormat.Write(
            _directory.Path(HistoryFile.FileName),
            2,
            """
            INSERT INTO sensors VALUES (1, 'gaochuan/fridge-1/top');
            INSERT INTO journals VALUES (1, 'gaochuan-gateway', '7f0c0000000000000000000000000001');
            INSERT INTO agent_events VALUES (3, 1, 1, 'power-lost', 5, NULL, NULL, NULL, 6), (8, 1, 2, 'power-back', 7, NULL, NULL, NULL, 8);
            INSERT INTO quarantine VALUES (2, 1, 3, 'x', 1, 2, 3, 'UnknownSensor', 'why', 4, NULL, NULL), (4, 1, 4, 'x', 1, 2, 3, 'UnknownSensor', 'why', 4, 9, 'admin');
            INSERT INTO daily_extremes VALUES (1, 5, 8, 3200, 8, 1, 5, 6);
            INSERT INTO daily_extreme_conflicts VALUES (1, 5, 8, 3300, 8, 1, 6, 6);
            """);

        for (int start = 0; start < 2; start++)
        {
            await using HistoryUnderTest history = new(_directory.FullPath);
            Assert.Equal((7, 7), (history.Count("ledger"), (await history.WriteAsync(session => session.Ledger.Head())).Link));
        }

        using SealedHistory checkedHistory = SealedHistory.Open(_directory.Path(HistoryFile.FileName), out _)!;
        LedgerCheck ledger = new(checkedHistory);
        Assert.Null(ledger.Run());
        Assert.Equal(7, ledger.Count);
    }

    [Theory]
    [InlineData("UPDATE ledger SET kind = 1")]
    [InlineData("DELETE FROM ledger")]
    [InlineData("REPLACE INTO ledger SELECT * FROM ledger")]
    public async Task Not_even_somebody_at_the_console_changes_the_ledger(string sql)
    {
        await using HistoryUnderTest history = new(_directory.FullPath);
        await history.AppendAsync(Of() with { Events = [Event(4)] });

        Assert.Contains("(G3)", Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => history.AtTheConsole(sql)).Message, StringComparison.Ordinal);
    }

    private static WireEvent Event(long sequence) => new() { Sequence = sequence, Kind = "power-lost", At = 1, Detail = "停电" };
}
