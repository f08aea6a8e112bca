using System.Globalization;
using System.IO.Compression;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>What is bound into blocks is proved as what is not: whatever is altered is named.</summary>
public sealed class BoundVerifyTests : IDisposable
{
    private const string Top = "(SELECT block_id FROM blocks WHERE first_seal = 1)";

    private readonly TemporaryDirectory _elsewhere = new();

    public void Dispose() => _elsewhere.Dispose();

    [Fact] // G8
    public async Task What_nobody_altered_fits_and_is_counted_as_before_it_was_bound()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        (int _, string before) = await story.VerifyAsync("--roots", await story.KeptRootsAsync());
        await story.BindAsync();

        (int exit, string said) = await story.VerifyAsync("--roots", await story.KeptRootsAsync());

        Assert.Equal(WithoutTime(before), WithoutTime(said));
        Assert.Equal(0, exit);
    }

    [Theory] // G8
    [InlineData("readings", "cannot be read")]
    [InlineData("heads", "cannot be read")]
    [InlineData("chain_sha256", "are not those that were sealed")]
    [InlineData("before_sha256", "are not those that were sealed")]
    public async Task Every_bit_of_a_block_counts(string column, string named)
    {
        await using SealedStory story = await BoundAsync();
        byte[] bytes = story.Blob($"SELECT {column} FROM blocks WHERE block_id = {Top}");
        for (int bit = 0; bit < bytes.Length * 8; bit += Math.Max(1, bytes.Length / 10))
        {
            byte[] altered = [.. bytes];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            story.Tamper($"UPDATE blocks SET {column} = $b WHERE block_id = {Top}", ("$b", altered));

            (int exit, string said) = await story.VerifyAsync();
            Assert.Equal((bit, 1), (bit, exit));
            Assert.Contains("sensor gaochuan/fridge-1/top, days 2026-04-25 to 2026-05-18", said, StringComparison.Ordinal);
            Assert.Contains(named, said, StringComparison.Ordinal);
        }
    }

    [Theory] // G8
    [InlineData("DELETE FROM blocks WHERE first_seal = 1", "Sealed record number 1 was removed; it was of sensor gaochuan/fridge-1/top")]
    [InlineData("DELETE FROM blocks", "Sealed record number 1 was removed; it was of one of the sensors")]
    [InlineData("UPDATE blocks SET first_link = 2 WHERE first_seal = 1", "fridge-1/top, days 2026-04-25 to 2026-05-18")]
    [InlineData("UPDATE blocks SET first_seal = 3 WHERE first_seal = 1", "fridge-1/top, days 2026-04-25 to 2026-05-18")]
    [InlineData("UPDATE blocks SET last_seal = 7 WHERE first_seal = 1", "fridge-1/top, days 2026-04-25 to 2026-05-18")]
    [InlineData("UPDATE blocks SET block_id = block_id + (1 << 30) WHERE first_seal = 1", "fridge-1/top, days 2026-05-19 to 2026-06-11 cannot be read")]
    [InlineData("UPDATE sensor_heads SET bound_sha256 = zeroblob(32)", "does not end where its head says")]
    [InlineData("UPDATE sensor_heads SET chain_sha256 = zeroblob(32)", "does not end where its head says")]
    [InlineData("UPDATE journals SET agent_id = 'other'", "fridge-1/top, day 2026-05-01")]
    [InlineData("DELETE FROM journals", "cannot be read")]
    [InlineData("DELETE FROM roots WHERE root_number = 2", "Daily root 2 was removed")]
    [InlineData("UPDATE roots SET last_seal_number = last_seal_number + 1 WHERE root_number = 2", "Daily root 2 is not the root")]
    public async Task Whatever_belongs_to_a_block_is_part_of_it(string sql, string named)
    {
        await using SealedStory story = await BoundAsync();

        Assert.NotEqual(0, story.Tamper(sql));

        await story.NamesAsync(named);
    }

    [Fact] // G8
    public async Task Two_blocks_that_changed_places_are_named()
    {
        await using SealedStory story = await BoundAsync();

        story.Tamper(
            """
            CREATE TABLE aside AS SELECT * FROM blocks;
            UPDATE blocks SET (first_seal, last_seal, first_link, before_sha256, chain_sha256, heads, readings) =
                (SELECT first_seal, last_seal, first_link, before_sha256, chain_sha256, heads, readings FROM aside WHERE aside.block_id <> blocks.block_id);
            DROP TABLE aside;
            """);

        await story.NamesAsync("fridge-1/top, days 2026-04-25 to 2026-05-18 cannot be read");
    }

    [Fact] // G8
    public async Task A_day_that_is_there_once_more_beside_its_block_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        story.Tamper("CREATE TABLE aside AS SELECT * FROM chunks WHERE seal_number = 3");
        await story.BindAsync();

        story.Tamper("INSERT INTO chunks SELECT * FROM aside; DROP TABLE aside;");

        await story.NamesAsync("has number 3, which another sealed record has already");
    }

    [Fact] // G8: he writes the heads anew too, with their checks
    public async Task A_reading_that_was_changed_by_somebody_who_binds_as_we_do_is_named()
    {
        await using SealedStory story = await BoundAsync();
        BlockRow row = Row(story);

        Forge(story, row, checksToo: false);
        await story.NamesAsync("sensor gaochuan/fridge-1/top, day 2026-05-02 is not the one that was sealed");
        Forge(story, row, checksToo: true);
        await story.NamesAsync("sensor gaochuan/fridge-1/top, days 2026-04-25 to 2026-05-18 are not those that were sealed");
    }

    [Fact] // G8: and the link at the end of the block, the mark up to where is bound, and the head
    public async Task A_reading_that_was_changed_with_every_link_over_it_is_named_by_the_root_of_its_day()
    {
        await using SealedStory story = await BoundAsync();
        Digest end = Forge(story, Row(story), checksToo: true);

        story.Tamper(
            $"""
            UPDATE blocks SET chain_sha256 = $c WHERE block_id = {Top};
            UPDATE sensor_heads SET chain_sha256 = $c, bound_sha256 = $c WHERE sensor_number = 1;
            """,
            ("$c", end.ToArray()));

        await story.NamesAsync("Daily root 2 is not the root of the records under it");
    }

    [Fact] // G8
    public async Task Evidence_of_bound_days_is_the_evidence_of_the_days_themselves()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        Dictionary<string, string> before = await ExportAsync(story, "before.zip");
        await story.BindAsync();

        Dictionary<string, string> after = await ExportAsync(story, "after.zip");

        Assert.Equal(before, after);
        using StringWriter said = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, await VerifyVerb.RunAsync(["verify", "--package", _elsewhere.Path("after.zip")], TimeProvider.System, said, said));
    }

    [Fact] // G8
    public async Task A_day_outside_of_the_question_is_followed_and_not_counted()
    {
        await using SealedStory story = await BoundAsync();

        (int exit, string said) = await story.VerifyAsync("--from", "2026-05-03");

        Assert.Contains("9 sealed records of 2 sensors (4 opened", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    private static async Task<SealedStory> BoundAsync()
    {
        SealedStory story = await SealedStory.MakeAsync();
        await story.BindAsync();
        return story;
    }

    /// <summary>One reading of the second day is warmer; all that can be written anew without the key is, but for links.</summary>
    /// <returns>The link that the block would have to end with.</returns>
    private static Digest Forge(SealedStory story, BlockRow row, bool checksToo)
    {
        Assert.True(BlockHeads.TryDecode(row.Id, row.Seals.First, row.Heads, out BoundChunk[]? chunks));
        Assert.True(BlockCodec.TryDecode(row.Id, chunks, row.Readings, out KeptDay[]? days));
        int second = Array.FindIndex(chunks, chunk => chunk.Id.Day == chunks[0].Id.Day + 1);
        KeptReading[] readings = days[second].Readings.ToArray();
        readings[40] = readings[40] with { MilliCelsius = readings[40].MilliCelsius + 100 };
        days[second] = days[second] with { Readings = readings };
        chunks[second] = chunks[second] with { Figures = ChunkFigures.Of(days[second]) };
        BlockOpening opening = OpeningOf(row with { Heads = BlockHeads.Encode(row.Id, row.Seals.First, chunks), Readings = BlockCodec.Encode(row.Id, chunks, days) });
        chunks[second] = chunks[second] with { Check = checksToo ? BlockOpening.CheckOf(opening.Hashes[second]) : chunks[second].Check };
        story.Tamper(
            $"UPDATE blocks SET heads = $h, readings = $r WHERE block_id = {Top}",
            ("$h", BlockHeads.Encode(row.Id, row.Seals.First, chunks)),
            ("$r", BlockCodec.Encode(row.Id, chunks, days)));
        return opening.Links[^1];
    }

    private static BlockOpening OpeningOf(BlockRow row)
    {
        Assert.True(BlockOpening.TryOpen(
            row,
            id => new ChunkPlace(HistoryUnderTest.Top, DayCalendar.China, id.Day, id.Part),
            _ => new ReadingOrigin(HistoryUnderTest.Agent, HistoryUnderTest.Journal),
            out BlockOpening? opening));
        return opening;
    }

    private static BlockRow Row(SealedStory story)
    {
        using SqliteConnection connection = new($"Data Source={story.Path(HistoryFile.FileName)};Pooling=false");
        connection.Open();
        using Statement statement = new(connection, $"{BlockRows.Columns} WHERE block_id = {Top}", 0);
        using SqliteDataReader row = statement.Rows();
        Assert.True(row.Read());
        return BlockRows.Of(row);
    }

    /// <summary>What is in the package but for the roots, whose line of time is when it was made.</summary>
    private async Task<Dictionary<string, string>> ExportAsync(SealedStory story, string name)
    {
        using StringWriter said = new(CultureInfo.InvariantCulture);
        int exit = await ExportVerb.RunAsync(
            ["export-evidence", "--data", story.Folder, "--sensor", HistoryUnderTest.Top.ToString(), "--from", "2026-05-01", "--to", "2026-05-03", "--out", _elsewhere.Path(name)],
            TimeProvider.System, said, said);
        Assert.True(exit == 0, said.ToString());
        using ZipArchive archive = ZipFile.OpenRead(_elsewhere.Path(name));
        return archive.Entries.Where(entry => entry.FullName != "README.txt").ToDictionary(entry => entry.FullName, entry =>
        {
            using MemoryStream bytes = new();
            using Stream stream = entry.Open();
            stream.CopyTo(bytes);
            return Convert.ToHexString(bytes.ToArray());
        });
    }

    private static string WithoutTime(string said) => System.Text.RegularExpressions.Regex.Replace(said, "; [0-9.]+ s, .* readings/s", "");
}
