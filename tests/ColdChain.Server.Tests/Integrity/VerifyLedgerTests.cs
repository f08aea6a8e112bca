using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Tests.History;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>G8. Daily extremes, events and quarantine: whatever is done to a row behind the server's back is named.</summary>
public sealed class VerifyLedgerTests
{
    private const int Rows = 7;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_nobody_altered_fit_and_are_counted()
    {
        await using SealedStory story = await MakeAsync();

        (int exit, string said) = await story.VerifyAsync();

        Assert.Contains($"Checked {Rows} rows of loggers' daily extremes, events and quarantine.", said, StringComparison.Ordinal);
        Assert.Contains($"已核对 {Rows} 行记录仪每日极值", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory]
    [InlineData("UPDATE daily_extremes SET milli_celsius = milli_celsius + 1", "daily_extremes gaochuan/fridge-1/top 2026-04-30T16:05:00.000Z: it is not")]
    [InlineData("UPDATE daily_extremes SET flags = flags + 1", "daily_extremes gaochuan/fridge-1/top 2026-04-30T16:05:00.000Z: it is not")]
    [InlineData("UPDATE daily_extremes SET at_ms = at_ms + 1", "daily_extremes gaochuan/fridge-1/top 2026-04-30T16:05:00.000Z: row")]
    [InlineData("UPDATE daily_extreme_conflicts SET sequence = 0", "daily_extreme_conflicts gaochuan/fridge-1/top")]
    [InlineData("DELETE FROM daily_extreme_conflicts", "daily_extreme_conflicts gaochuan/fridge-1/top")]
    [InlineData("UPDATE agent_events SET kind = 'power-back' WHERE event_number = 1", "agent_events 1: it is not")]
    [InlineData("UPDATE agent_events SET detail = ''", "agent_events 1: it is not")]
    [InlineData("UPDATE agent_events SET stored_at_ms = 0", "agent_events 1: it is not")]
    [InlineData("DELETE FROM agent_events", "agent_events 1: row")]
    [InlineData("UPDATE quarantine SET reason = 'Other' WHERE quarantine_number = 2", "quarantine 2: it is not")]
    [InlineData("UPDATE quarantine SET explanation = explanation || '.'", "quarantine 1: it is not")]
    [InlineData("UPDATE quarantine SET admitted_by = 'nurse' WHERE quarantine_number = 1", "quarantine_admitted 1: it is not")]
    [InlineData("UPDATE quarantine SET admitted_at_ms = NULL WHERE quarantine_number = 1", "quarantine_admitted 1: row")]
    [InlineData("UPDATE quarantine SET admitted_at_ms = 1, admitted_by = 'admin' WHERE quarantine_number = 2", "quarantine_admitted 2: the ledger does not have it")]
    [InlineData("INSERT INTO agent_events SELECT 99, journal_number, 99, kind, at_ms, sensor, unit, detail, stored_at_ms FROM agent_events WHERE event_number = 1", "agent_events 99: the ledger does not have it")]
    [InlineData("INSERT INTO daily_extremes SELECT sensor_number + 1, at_ms, side, milli_celsius, flags, journal_number, sequence, stored_at_ms FROM daily_extremes", "daily_extremes gaochuan/fridge-1/bottom 2026-04-30T16:05:00.000Z: the ledger")]
    public async Task One_row_of_theirs_is_named(string sql, string named)
    {
        await using SealedStory story = await MakeAsync();

        Assert.NotEqual(0, story.Tamper(sql));

        await story.NamesAsync(named);
    }

    [Theory]
    [InlineData("UPDATE ledger SET kind = 9 WHERE ledger_number = 2", "Row 2 of the ledger was changed")]
    [InlineData("UPDATE ledger SET chain_sha256 = zeroblob(32) WHERE ledger_number = 3", "row 3 of the ledger")]
    [InlineData("DELETE FROM ledger WHERE ledger_number = 2", "Rows 2 to 2 of the ledger")]
    [InlineData("DELETE FROM ledger WHERE ledger_number > 5", "Rows 6 to 7 of the ledger")]
    [InlineData("DELETE FROM ledger; DELETE FROM ledger_roots; DELETE FROM marks WHERE name = 'ledger'", "Daily root 5 is not the root")]
    [InlineData("UPDATE marks SET sha256 = zeroblob(32) WHERE name = 'ledger'", "its mark says something else")]
    [InlineData("UPDATE ledger_roots SET chain_sha256 = zeroblob(32)", "Daily root 5 is not the root")]
    public async Task What_was_done_to_the_ledger_is_named(string sql, string named)
    {
        await using SealedStory story = await MakeAsync();

        Assert.NotEqual(0, story.Tamper(sql));

        await story.NamesAsync(named);
    }

    [Fact] // A tail, with the mark set back: what is under the root is missed by the root.
    public async Task A_tail_that_was_cut_with_its_rows_and_its_mark_is_named_by_the_root()
    {
        await using SealedStory story = await MakeAsync();

        story.Tamper(
            """
            DELETE FROM ledger WHERE ledger_number > 6; UPDATE quarantine SET admitted_at_ms = NULL, admitted_by = NULL;
            UPDATE marks SET (number, sha256) = (SELECT ledger_number, chain_sha256 FROM ledger WHERE ledger_number = 6) WHERE name = 'ledger';
            """);

        await story.NamesAsync("Rows 7 to 7 of the ledger");
    }

    [Fact]
    public async Task A_row_that_was_added_behind_the_back_is_not_taken_in_by_a_server_that_starts_again()
    {
        await using SealedStory story = await MakeAsync();
        story.Tamper("INSERT INTO agent_events SELECT 99, journal_number, 99, kind, at_ms, sensor, unit, detail, stored_at_ms FROM agent_events WHERE event_number = 1");

        await using (HistoryUnderTest history = new(story.Folder))
        {
            await history.AppendAsync(Of() with { Events = [Event(50)], StoredAt = Minute(8_000) });
        }

        await story.NamesAsync("agent_events 99: the ledger does not have it");
    }

    [Fact]
    public async Task Rows_that_were_cut_stay_missed_by_a_server_that_goes_on()
    {
        await using SealedStory story = await MakeAsync();
        story.Tamper("DELETE FROM ledger WHERE ledger_number > 5");

        await using (HistoryUnderTest history = new(story.Folder))
        {
            await history.AppendAsync(Of() with { Events = [Event(50)], StoredAt = Minute(8_000) });
        }

        await story.NamesAsync("Rows 6 to 7 of the ledger");
    }

    private static WireEvent Event(long sequence) => new()
    {
        Sequence = sequence,
        Kind = WireEventKinds.PowerLost,
        At = Minute(sequence).UnixMilliseconds,
        Unit = "gaochuan/fridge-1",
    };

    /// <summary>A lowest of a day and another value for it, two events, two quarantined readings of which one is admitted; under a root.</summary>
    private static async Task<SealedStory> MakeAsync()
    {
        SealedStory story = await SealedStory.MakeAsync();
        await using HistoryUnderTest history = new(story.Folder);
        await history.AppendAsync(Of(OfTheDay(970_001, 5, 3_200, ReadingFlags.DailyLow)) with { StoredAt = Minute(7_000), Events = [Event(970_002), Event(970_003)] });
        await history.AppendAsync(Of(OfTheDay(970_004, 5, 3_300, ReadingFlags.DailyLow)) with
        {
            StoredAt = Minute(7_001),
            Refused = [Refusal(970_005), Refusal(970_006)],
        });
        QuarantineEntry entry = (await history.Quarantine.ListAsync(10, null, Token))[^1];
        await history.Quarantine.AdmitAsync(
            new QuarantineRelease([new(entry.Number, new Reading(Top, Minute(6_900), Temperature.FromMilliCelsius(4_500), ReadingFlags.None))], "admin", Minute(7_002)), Token);
        await history.Sealer.SealDueAsync(Minute(9_000), Token);
        Assert.NotNull(await history.Roots.MakeDueAsync(Minute(9_000), Token));
        return story;
    }

    private static RefusedReading Refusal(long sequence) => new(
        "nobody/knows/it", new WireReading(sequence, Minute(5).UnixMilliseconds, 4_500, 1), RefusalReason.UnknownSensor, "no sensor of this name is registered");
}
