using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Tests.Integrity;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>What formats of before held is there after the upgrade, reading by reading.</summary>
public sealed class HistoryUpgradeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_reading_and_conflict_of_a_former_format_is_there_and_is_judged_if_it_was_not(int format)
    {
        FormerFormat.Write(_directory.Path(HistoryFile.FileName), format, Rows());

        await using HistoryUnderTest history = new(_directory.FullPath);
        IReadOnlyList<StoredReading> all = await history.AllOfAsync(Top);

        Assert.Equal(
            [(0.0, 4_000, false), (1, 4_001, false), (1, 9_900, true), (2, 4_002, false), (5_000, 4_500, false)],
            all.Select(one => ((one.MeasuredAt - Midnight).TotalMinutes, one.Value.MilliCelsius, one.IsConflict)));
        Assert.Equal([10, 10, 30, 20, 20], all.Select(one => (one.StoredAt - Midnight).TotalMinutes));
        Assert.Equal(ReadingFlags.DeviceTime, all[3].Flags);
        Assert.Equal(
            [new UnjudgedSpan(Top, Minute(0), Minute(5_000))],
            await history.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_former_file_that_was_judged_is_not_judged_again_and_takes_its_duplicates_as_before()
    {
        FormerFormat.Write(_directory.Path(HistoryFile.FileName), 2, Rows() + "DELETE FROM unjudged;");

        await using HistoryUnderTest history = new(_directory.FullPath);

        Assert.Empty(await history.Unjudged.TakeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, (await history.AppendAsync(Of(Reading(1, 0, 4_000), Reading(2, 1, 9_900)))).Duplicates);
        await history.AppendAsync(Of(OfTheDay(9, 5, 3_200, ReadingFlags.DailyLow)));
        Assert.Single(await history.DaysOfAsync(Top));
    }

    [Fact]
    public async Task What_was_sealed_under_format_3_fits_reads_and_is_bound_under_this_one()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        // What formats 4 and 5 have more; a sealed day is the same in all of them.
        story.Tamper(
            """
            DROP TABLE ledger;
            DROP TABLE ledger_roots;
            DROP TABLE blocks;
            ALTER TABLE sensor_heads DROP COLUMN bound_link;
            ALTER TABLE sensor_heads DROP COLUMN bound_seal;
            ALTER TABLE sensor_heads DROP COLUMN bound_sha256;
            CREATE TRIGGER chunks_are_not_deleted BEFORE DELETE ON chunks
            BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
            ALTER TABLE arrivals DROP COLUMN sum;
            PRAGMA user_version = 3;
            """);
        Assert.Equal(2, (await story.VerifyAsync()).Exit);

        await story.BindAsync();

        Assert.Equal(0, (await story.VerifyAsync("--roots", await story.KeptRootsAsync())).Exit);
        await using HistoryUnderTest history = new(story.Folder);
        Assert.Equal(578 + 48, (await history.AllOfAsync(Top)).Count);
        Assert.Throws<SqliteException>(() => history.AtTheConsole("DELETE FROM blocks"));
    }

    private static string Rows()
    {
        string At(double minute) => Minute(minute).UnixMilliseconds.ToString(CultureInfo.InvariantCulture);
        return $"""
            INSERT INTO sensors VALUES (7, '{Top}');
            INSERT INTO journals VALUES (1, '{Agent}', '{Journal}');
            INSERT INTO readings VALUES
                (7, {At(0)}, 4000, 0, 1, 1, {At(10)}), (7, {At(1)}, 4001, 0, 1, 2, {At(10)}),
                (7, {At(2)}, 4002, 1, 1, 3, {At(20)}), (7, {At(5_000)}, 4500, 0, 1, 4, {At(20)});
            INSERT INTO reading_conflicts VALUES (7, {At(1)}, 9900, 0, 1, 5, {At(30)});
            INSERT INTO unjudged VALUES (7, {At(0)}, {At(1)}, NULL, NULL);
            """;
    }
}
