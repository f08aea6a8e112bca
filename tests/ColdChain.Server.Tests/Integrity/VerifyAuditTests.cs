using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>G8. Whatever is done to the audit trail behind the server's back is named by its row.</summary>
public sealed class VerifyAuditTests
{
    [Fact]
    public async Task A_trail_that_nobody_altered_fits_and_is_counted()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();

        (int exit, string said) = await records.VerifyAsync();

        Assert.Contains("Everything fits.", said, StringComparison.Ordinal);
        Assert.Contains($"Checked {records.Newest().ToString("n0", CultureInfo.InvariantCulture)} rows of the audit trail", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory]
    [InlineData("at_ms = at_ms + 1")]
    [InlineData("actor = 'systen'")]
    [InlineData("action = 'exporu'")]
    [InlineData("subject = 'lonth'")]
    [InlineData("subject_key = 'act-0'")]
    [InlineData("facility_id = 'baishi'")]
    [InlineData("facility_id = 'bai shi'")]
    [InlineData("old_values = ''")]
    [InlineData("new_values = '{}'")]
    [InlineData("reason = ''")]
    [InlineData("sha256 = zeroblob(32)")]
    [InlineData("sha256 = x'00'")]
    [InlineData("sha256 = NULL")]
    public async Task One_column_of_one_row_is_named(string change)
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();

        Assert.Equal(1, records.Tamper($"UPDATE audit_entry SET {change} WHERE id = $id"));

        await records.NamesAsync($"audit row {records.Newest() - 3}:");
    }

    [Fact]
    public async Task Every_row_counts_also_the_first_and_the_last()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long newest = records.Newest();
        for (long row = 1; row <= newest; row++)
        {
            records.Tamper($"UPDATE audit_entry SET at_ms = at_ms + 1 WHERE id = {row}");
            await records.NamesAsync($"audit row {row}:");
            records.Tamper($"UPDATE audit_entry SET at_ms = at_ms - 1 WHERE id = {row}");
            Assert.Equal((row, 0), (row, (await records.VerifyAsync()).Exit));
        }
    }

    [Theory]
    [InlineData("DELETE FROM audit_entry WHERE id = $id", "it was removed")]
    [InlineData("DELETE FROM audit_entry WHERE id = $id; UPDATE audit_entry SET id = id - 1 WHERE id > $id; UPDATE audit_head SET last_id = last_id - 1, row_count = row_count - 1", "")]
    [InlineData("UPDATE audit_entry SET id = -1 WHERE id = $id; UPDATE audit_entry SET id = $id WHERE id = $id + 1; UPDATE audit_entry SET id = $id + 1 WHERE id = -1", "")]
    public async Task A_row_that_was_removed_also_where_the_rest_moved_up_or_two_that_changed_places_are_named(string sql, string named)
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long row = records.Newest() - 3;

        Assert.NotEqual(0, records.Tamper(sql));

        await records.NamesAsync($"audit row {row}: {named}");
    }

    [Fact]
    public async Task A_tail_that_was_cut_is_named()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long newest = records.Newest();

        Assert.Equal(2, records.Tamper($"DELETE FROM audit_entry WHERE id > {newest - 2}"));

        await records.NamesAsync($"audit row {newest - 1}: rows {newest - 1} to {newest} were removed from the end");
    }

    [Fact]
    public async Task A_tail_that_was_cut_together_with_the_head_is_named()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long newest = records.Newest();

        CutWithHead(records, newest - 1);

        await records.NamesAsync($"audit row {newest}: it was removed from the end");
    }

    [Fact]
    public async Task A_tail_and_its_head_that_were_replaced_by_other_rows_are_named()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long newest = records.Newest();
        CutWithHead(records, newest - 1);

        // A server that starts over it goes on where the trail ends, and leaves what history.db noted alone.
        ServerUnderTest again = await ServerUnderTest.StartAsync(directory: records.Folder);
        await TamperedRecords.AppendAsync(again, "another");
        await TamperedRecords.AppendAsync(again, "and another");
        await again.StopAsync();
        TestedRecords.Release();

        await records.NamesAsync($"audit row {newest}: it is another than the one that history.db noted");
    }

    [Fact]
    public async Task A_trail_that_was_emptied_with_its_head_is_named()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();

        records.Tamper("DELETE FROM audit_entry; UPDATE audit_head SET last_id = 0, row_count = 0, sha256 = zeroblob(32)");

        await records.NamesAsync("audit row 1: rows 1 to");
    }

    [Fact]
    public async Task Records_that_were_removed_whole_are_missed()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();

        Assert.SkipWhen(TestedRecords.Kind != RecordsKind.Sqlite, "these records are no file");
        File.Delete(records.RecordsPath);

        await records.NamesAsync("history.db noted its audit trail");
    }

    [Fact]
    public async Task A_head_that_was_taken_away_or_set_elsewhere_is_named()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        records.Tamper("UPDATE audit_head SET row_count = row_count - 1");
        await records.NamesAsync("its head says something else");

        records.Tamper("DELETE FROM audit_head");
        await records.NamesAsync("The head of the audit trail is gone");
    }

    [Fact] // A kill between the commit and the note.
    public async Task A_note_that_lags_behind_the_trail_accuses_nobody()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync();
        long row = records.Newest() - 2;
        records.TamperHistory(
            $"UPDATE audit_anchor SET last_id = {row}, row_count = {row}, sha256 = x'{records.HashOf(row)}'");

        Assert.Equal(0, (await records.VerifyAsync()).Exit);
    }

    [Fact]
    public async Task The_daily_root_is_over_the_trail_and_names_what_was_changed_under_it()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync(MakeRootAsync);
        (int exit, string said) = await records.VerifyAsync();
        Assert.Contains("1 daily roots", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);

        // The trail is computed anew from the changed row on, with its head and its note: only the root is left.
        long newest = records.Newest();
        CutWithHead(records, newest - 1);
        records.TamperHistory("DELETE FROM audit_anchor");

        await records.NamesAsync($"audit row {newest}: it was removed from the end");
    }

    [Fact]
    public async Task What_was_noted_under_a_root_cannot_be_changed_without_the_root()
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync(MakeRootAsync);
        records.TamperHistory("UPDATE audit_roots SET last_id = last_id - 1");
        await records.NamesAsync("Daily root 1 is not the root of the records under it");

        records.TamperHistory("DELETE FROM audit_roots");
        await records.NamesAsync("Daily root 1 is not the root of the records under it");
    }

    private static async Task MakeRootAsync(ServerUnderTest server)
    {
        RootLine? root = await server.App.Services.GetRequiredService<RootMaker>()
            .MakeDueAsync(ServerUnderTest.Start + TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
        Assert.NotNull(root);
    }

    private static void CutWithHead(TamperedRecords records, long last) => records.Tamper(
        $"""
        DELETE FROM audit_entry WHERE id > {last};
        UPDATE audit_head SET last_id = {last}, row_count = {last}, sha256 = (SELECT sha256 FROM audit_entry WHERE id = {last});
        """);
}
