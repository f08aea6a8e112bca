using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>Rows of the file that a disk lost or changed, and what a start makes of the others.</summary>
public sealed class DamagedRowsTests : IDisposable
{
    private const int Requests = 4;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    // The row after a hole, and the ones after that, are as they were.
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 2", 1, 3, 4)]
    // Zeros in the end of the row after a hole would be readings of 0 degrees at moments that nobody measured at.
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 2; UPDATE arrivals SET readings = readings || x'000000' WHERE arrival_number = 3", 1, 4)]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 2; UPDATE arrivals SET stored_at_ms = 1 WHERE arrival_number = 3", 1, 4)]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 2; UPDATE arrivals SET sum = NULL WHERE arrival_number = 3", 1, 4)]
    // A changed hash costs its own row, which does not follow any more, and no other.
    [InlineData("UPDATE arrivals SET chain_sha256 = zeroblob(32) WHERE arrival_number = 2", 1, 3, 4)]
    [InlineData("UPDATE arrivals SET chain_sha256 = 7 WHERE arrival_number = 2", 1, 3, 4)]
    // Where the chain is whole it decides, whatever the sum says.
    [InlineData("UPDATE arrivals SET readings = readings || x'000000', sum = 1 WHERE arrival_number = 3", 1, 2, 4)]
    // A sum that is wrong alone costs nothing.
    [InlineData("UPDATE arrivals SET sum = 1 WHERE arrival_number = 3", 1, 2, 3, 4)]
    public async Task Beyond_damage_what_is_as_it_was_is_shown_and_nothing_else(string damage, params int[] shown)
    {
        await FillAsync();
        AtTheDisk(damage);

        await using HistoryUnderTest history = new(_directory.FullPath);

        Assert.Equal(shown.Select(minute => 4_000 + minute), (await history.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
        Assert.Equal(shown.Length < Requests, history.Memory.Damages.Count > 0);
    }

    [Theory]
    [InlineData("arrivals")]
    [InlineData("sealed")]
    [InlineData("judged")]
    [InlineData("seals")]
    public async Task A_mark_that_is_gone_or_no_number_is_made_again_and_said(string mark)
    {
        foreach (string damage in new[] { $"DELETE FROM marks WHERE name = '{mark}'", $"UPDATE marks SET number = 'x' WHERE name = '{mark}'" })
        {
            using TemporaryDirectory directory = new();
            await FillAsync(directory, isSealed: true);
            AtTheDisk(damage, directory);

            await using (HistoryUnderTest history = new(directory.FullPath))
            {
                Assert.Contains(history.Memory.Damages, said => said.Contains($"'{mark}'", StringComparison.Ordinal));
                await history.AppendAsync(Of(Reading(90, 5_000, 4_900)));
                await history.SettleAsync();
            }

            await using HistoryUnderTest again = new(directory.FullPath);
            Assert.Empty(again.Memory.Damages);
            Assert.Equal([4_001, 4_002, 4_003, 4_004, 4_900], (await again.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
        }
    }

    [Theory] // G4
    [InlineData("UPDATE arrivals SET stored_at_ms = 'x' WHERE arrival_number = 3")]
    [InlineData("UPDATE arrivals SET readings = zeroblob(9) WHERE arrival_number = 3")]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 3")]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = 4")]
    [InlineData("UPDATE marks SET number = 4, sha256 = zeroblob(32) WHERE name = 'judged'")]
    public async Task What_was_sealed_and_not_judged_is_judged_also_when_its_row_is_gone(string damage)
    {
        await FillAsync();
        await using (HistoryUnderTest before = new(_directory.FullPath))
        {
            await before.Sealer.SealDueAsync(Minute(12_000), TestContext.Current.CancellationToken);
        }

        AtTheDisk(damage);

        await using HistoryUnderTest history = new(_directory.FullPath);
        UnjudgedSpan span = Assert.Single(await history.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
        Assert.True(span.From <= Minute(1) && span.To >= Minute(4), $"{span}");
        Assert.Equal(Requests, (await history.AllOfAsync(Top)).Count);
    }

    [Theory] // Met by a flipped bit in a row's number: sealing ended with an exception, and the server with it.
    [InlineData("UPDATE journals SET journal_number = 7")]
    [InlineData("DELETE FROM journals")]
    public async Task Readings_whose_journal_is_gone_are_shown_sealed_and_said_and_are_nobody_elses(string damage)
    {
        await FillAsync();
        AtTheDisk(damage);

        await using (HistoryUnderTest history = new(_directory.FullPath))
        {
            Assert.Contains(history.Memory.Damages, said => said.Contains("journal 1 ", StringComparison.Ordinal));
            await history.AppendAsync(Of(Reading(90, 5_000, 4_900)));
            await history.SettleAsync();
            Assert.Equal(0, history.Count("journals WHERE journal_number = 1"));
        }

        await using HistoryUnderTest again = new(_directory.FullPath);
        Assert.Equal([4_001, 4_002, 4_003, 4_004, 4_900], (await again.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sensor_whose_number_is_lost_is_said_and_no_other_gets_it(bool isSealed)
    {
        await FillAsync(_directory, isSealed);
        AtTheDisk("DELETE FROM sensors");

        await using HistoryUnderTest history = new(_directory.FullPath);
        Assert.Equal(!isSealed, history.Memory.Damages.Any(said => said.Contains("no name any more", StringComparison.Ordinal)));
        await history.AppendAsync(Of(Reading(90, 5_000, 4_900, Bottom)));

        Assert.Equal([4_900], (await history.AllOfAsync(Bottom)).Select(reading => reading.Value.MilliCelsius));
        Assert.Equal(0, history.Count("sensors WHERE sensor_number = 1"));
    }

    [Fact]
    public async Task Two_sensors_of_one_number_are_refused_with_the_reason()
    {
        await using (HistoryUnderTest before = new(_directory.FullPath))
        {
            await before.AppendAsync(Of(Reading(1, 10, 4_000), Reading(2, 20, 5_000, Bottom)));
        }

        // As a flipped bit leaves it: SQLite itself would refuse the same number twice.
        AtTheDisk(
            "CREATE TABLE aside (sensor_number INTEGER, sensor_id TEXT); INSERT INTO aside SELECT 1, sensor_id FROM sensors; "
            + "DROP TABLE sensors; ALTER TABLE aside RENAME TO sensors");

        Assert.Contains(
            "whose readings these are cannot be told",
            Assert.Throws<HistoryUnfitException>(() => new HistoryUnderTest(_directory.FullPath)).Message,
            StringComparison.Ordinal);
    }

    [Theory] // Met by a flipped bit: a day shown as a part of another one.
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_sealed_day_whose_key_was_changed_is_shown_nowhere_and_said(int part)
    {
        await using (HistoryUnderTest before = new(_directory.FullPath))
        {
            await before.AppendAsync(Of(Reading(1, 10, 4_000), Reading(2, 1_450, 9_000)));
            await before.SettleAsync();
        }

        AtTheDisk($"UPDATE chunks SET chunk_id = chunk_id - (1 << 30) + {part} WHERE chunk_id = (SELECT max(chunk_id) FROM chunks)");

        await using HistoryUnderTest history = new(_directory.FullPath);
        Assert.Equal([4_000], (await history.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
        Assert.Contains(history.Memory.Damages, said => said.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM facts")]
    [InlineData("UPDATE facts SET number = 'x'")]
    [InlineData("UPDATE facts SET number = 32288")]
    [InlineData("UPDATE facts SET number = -9223372036854775808")]
    public async Task A_file_that_does_not_say_any_more_when_its_days_begin_is_refused_with_the_reason(string damage)
    {
        await FillAsync();
        AtTheDisk(damage);

        Assert.Contains(
            "day_offset_minutes",
            Assert.Throws<HistoryUnfitException>(() => new HistoryUnderTest(_directory.FullPath)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, 3, 4)]
    // What was changed before there were sums is given none.
    [InlineData("UPDATE arrivals SET readings = readings || x'000000' WHERE arrival_number = 3;", 1, 4)]
    public async Task Rows_of_format_4_get_their_sums_when_they_follow_from_the_row_before(string before, params int[] shown)
    {
        await FillAsync();
        AtTheDisk(before + "ALTER TABLE arrivals DROP COLUMN sum; DROP TABLE ledger; DROP TABLE ledger_roots; PRAGMA user_version = 4");
        await using (HistoryUnderTest upgraded = new(_directory.FullPath))
        {
            Assert.Throws<SqliteException>(() => upgraded.AtTheConsole("UPDATE arrivals SET sum = 1"));
        }

        AtTheDisk("DELETE FROM arrivals WHERE arrival_number = 2");

        await using HistoryUnderTest history = new(_directory.FullPath);
        Assert.Equal(shown.Select(minute => 4_000 + minute), (await history.AllOfAsync(Top)).Select(reading => reading.Value.MilliCelsius));
    }

    private Task FillAsync() => FillAsync(_directory, isSealed: false);

    /// <summary>A request a minute, a reading in each.</summary>
    private static async Task FillAsync(TemporaryDirectory directory, bool isSealed)
    {
        await using HistoryUnderTest history = new(directory.FullPath);
        for (int request = 1; request <= Requests; request++)
        {
            await history.AppendAsync(Of(Reading(request, request, 4_000 + request)));
        }

        if (isSealed)
        {
            await history.SettleAsync();
        }
    }

    private void AtTheDisk(string sql) => AtTheDisk(sql, _directory);

    /// <summary>As a disk would change it: guards are no hindrance, and are there afterwards.</summary>
    private static void AtTheDisk(string sql, TemporaryDirectory directory)
    {
        using SqliteConnection connection = new($"Data Source={directory.Path(HistoryFile.FileName)};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('arrivals', 'chunks', 'journals', 'marks', 'facts', 'sensors')";
        List<(string Name, string Sql)> triggers = [];
        using (SqliteDataReader rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                triggers.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = string.Concat(triggers.Select(one => $"DROP TRIGGER {one.Name};")) + sql + string.Concat(triggers.Select(one => $";{one.Sql}"));
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
