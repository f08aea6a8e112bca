using ColdChain.Core.Integrity;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>Whatever is altered behind the server's back is named; what is not altered is not.</summary>
public sealed class VerifyTests
{
    /// <summary>The chunk of 2026-05-02 of the sensor that was seen first.</summary>
    private const string SecondDay = "(SELECT chunk_id FROM chunks WHERE seal_number = 3)";
    private const string ThirdDay = "(SELECT chunk_id FROM chunks WHERE seal_number = 6)";

    [Fact] // G8
    public async Task What_nobody_altered_fits_and_is_counted()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        (int exit, string said) = await story.VerifyAsync("--roots", await story.KeptRootsAsync());

        Assert.Contains("Everything fits.", said, StringComparison.Ordinal);
        Assert.Contains("全部相符", said, StringComparison.Ordinal);
        Assert.Contains("9 sealed records of 2 sensors (9 opened: 1,153 readings, 1 conflicts), 4 daily roots, 4 / 2026-05-04", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory] // G8
    [InlineData("readings")]
    [InlineData("chain_sha256")]
    [InlineData("figures")]
    public async Task One_bit_of_a_sealed_day_is_named(string column)
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        byte[] bytes = story.Blob($"SELECT {column} FROM chunks WHERE chunk_id = {SecondDay}");
        bytes[bytes.Length / 2] ^= 0x10;

        Assert.Equal(1, story.Tamper($"UPDATE chunks SET {column} = $b WHERE chunk_id = {SecondDay}", ("$b", bytes)));

        await story.NamesAsync("gaochuan/fridge-1/top, day 2026-05-02");
    }

    [Fact] // G8
    public async Task Readings_that_were_taken_out_of_a_history_without_another_home_are_missed()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        story.Tamper($"UPDATE chunks SET readings = NULL WHERE chunk_id = {SecondDay};");

        (int exit, string said) = await story.VerifyAsync();
        Assert.Contains("cannot be read", said, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    [Fact] // G8
    public async Task Every_bit_of_a_sealed_day_counts()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        byte[] bytes = story.Blob($"SELECT readings FROM chunks WHERE chunk_id = {SecondDay}");
        for (int bit = 0; bit < bytes.Length * 8; bit += 7)
        {
            byte[] altered = [.. bytes];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            story.Tamper($"UPDATE chunks SET readings = $b WHERE chunk_id = {SecondDay}", ("$b", altered));

            Assert.Equal((bit, 1), (bit, (await story.VerifyAsync()).Exit));
        }
    }

    [Fact] // G8
    public async Task A_row_that_was_removed_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        Assert.Equal(1, story.Tamper($"DELETE FROM chunks WHERE chunk_id = {SecondDay}"));

        await story.NamesAsync("Sealed record number 3 was removed; it was of sensor gaochuan/fridge-1/top, sealed after its day 2026-05-01");
    }

    [Fact] // G8
    public async Task Two_rows_that_changed_places_are_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        story.Tamper(
            $"""
            CREATE TABLE aside AS SELECT * FROM chunks WHERE seal_number IN (3, 6);
            UPDATE chunks SET (figures, chain_sha256, readings) =
                (SELECT figures, chain_sha256, readings FROM aside WHERE aside.seal_number = 9 - chunks.seal_number)
            WHERE seal_number IN (3, 6);
            DROP TABLE aside;
            """);

        await story.NamesAsync("gaochuan/fridge-1/top, day 2026-05-02");
    }

    [Fact] // G8
    public async Task Two_rows_that_changed_numbers_are_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        story.Tamper("UPDATE chunks SET seal_number = 9 - seal_number WHERE seal_number IN (3, 6)");

        await story.NamesAsync("gaochuan/fridge-1/top, day 2026-05-03");
    }

    [Fact] // G8
    public async Task A_tail_that_was_cut_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        Assert.Equal(2, story.Tamper("DELETE FROM chunks WHERE seal_number > 7"));

        await story.NamesAsync("Sealed record number 8 was removed; it was of one of the sensors gaochuan/fridge-1/top, gaochuan/fridge-1/bottom");
    }

    [Fact] // G8
    public async Task A_tail_that_was_cut_together_with_its_root_and_its_heads_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        story.Tamper("DELETE FROM chunks WHERE seal_number > 7; UPDATE marks SET number = 7 WHERE name = 'seals';");
        await story.NamesAsync("Daily root 4 was made over sealed records that are not there any more");

        story.Tamper("DELETE FROM roots WHERE root_number = 4;");
        await story.NamesAsync("had 5 sealed records and has 4");
    }

    [Fact] // G8
    public async Task A_day_that_was_replaced_by_an_older_one_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        story.Tamper(
            $"""
            UPDATE chunks SET (figures, readings) = (SELECT figures, readings FROM chunks WHERE chunk_id = {SecondDay})
            WHERE chunk_id = {ThirdDay};
            """);

        await story.NamesAsync("gaochuan/fridge-1/top, day 2026-05-03");
    }

    [Theory] // G8
    [InlineData("UPDATE sensors SET sensor_id = 'gaochuan/fridge-9/top' WHERE sensor_number = 1", "fridge-9/top, day 2026-05-01")]
    [InlineData("UPDATE journals SET agent_id = 'other'", "day 2026-05-01")]
    [InlineData("DELETE FROM journals", "cannot be read")]
    [InlineData("UPDATE facts SET number = 420", "day 2026-05-01")]
    [InlineData("UPDATE sensor_heads SET link = 3 WHERE sensor_number = 1", "had 3 sealed records")]
    [InlineData("UPDATE sensor_heads SET chain_sha256 = zeroblob(32) WHERE sensor_number = 1", "does not end where its head says")]
    [InlineData("DELETE FROM roots WHERE root_number = 2", "Daily root 2 was removed")]
    [InlineData("UPDATE roots SET day = day + 1 WHERE root_number = 2", "Daily root 2 is not the root")]
    [InlineData("UPDATE roots SET last_seal_number = last_seal_number + 1 WHERE root_number = 2", "Daily root 2 is not the root")]
    [InlineData("UPDATE roots SET signature = zeroblob(70) WHERE root_number = 3", "signature of daily root 3")]
    [InlineData("DELETE FROM root_keys", "names the key")]
    [InlineData("UPDATE root_keys SET public_key = zeroblob(91)", "names the key")]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = (SELECT min(arrival_number) + 2 FROM arrivals)", "not yet sealed")]
    [InlineData("DELETE FROM arrivals WHERE arrival_number = (SELECT max(arrival_number) FROM arrivals)", "The newest request accepted")]
    [InlineData("UPDATE arrivals SET stored_at_ms = stored_at_ms + 1", "not yet sealed")]
    public async Task Whatever_belongs_to_a_record_is_part_of_it(string sql, string named)
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        Assert.NotEqual(0, story.Tamper(sql));

        await story.NamesAsync(named);
    }

    [Fact] // G8
    public async Task A_file_whose_pages_were_changed_is_named_or_fits()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        string file = story.Path("history.db");
        byte[] whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Random random = new(5);
        int named = 0;
        for (int round = 0; round < 100; round++)
        {
            byte[] bytes = [.. whole];
            int at = random.Next(100, bytes.Length - 1_000);
            at += bytes.AsSpan(at).IndexOfAnyExcept((byte)0);
            bytes[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            int exit = (await story.VerifyAsync()).Exit;
            Assert.InRange(exit, 0, 2);
            named += exit == 0 ? 0 : 1;
        }

        Assert.True(named > 20, $"{named} of 100 were in a record");
    }

    [Fact] // G8: the database and the key were stolen; only what others kept can tell
    public async Task A_history_sealed_and_signed_anew_is_named_by_the_roots_that_others_kept()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        string kept = await story.KeptRootsAsync();
        await using SealedStory forgery = await SealedStory.MakeAsync(story.KeyFile, (minute, value) => minute == 2_000 ? value + 100 : value);

        Assert.Equal(0, (await forgery.VerifyAsync()).Exit);
        (int exit, string said) = await forgery.VerifyAsync("--roots", kept);

        Assert.Equal(1, exit);
        Assert.Equal(story.Roots[0].Hash, forgery.Roots[0].Hash);
        Assert.Contains($"Daily root 2 is {forgery.Roots[1].Hash} here, and was {story.Roots[1].Hash}", said, StringComparison.Ordinal);
    }

    [Fact] // G8
    public async Task A_root_that_others_kept_and_that_is_not_there_is_named()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        string kept = await story.KeptRootsAsync();
        story.Tamper("DELETE FROM roots WHERE root_number = 4");

        (int exit, string said) = await story.VerifyAsync("--roots", kept);

        Assert.Equal(1, exit);
        Assert.Contains("Daily root 4, which others noted, is not here", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_days_that_were_asked_for_are_opened()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        byte[] bytes = story.Blob($"SELECT readings FROM chunks WHERE chunk_id = {SecondDay}");
        bytes[9] ^= 1;
        story.Tamper($"UPDATE chunks SET readings = $b WHERE chunk_id = {SecondDay}", ("$b", bytes));

        Assert.Equal(0, (await story.VerifyAsync("--from", "2026-05-03")).Exit);
        Assert.Equal(1, (await story.VerifyAsync("--to", "2026-05-02")).Exit);
    }

    [Theory]
    [InlineData("--from", "yesterday", "is no date")]
    [InlineData("--roots", "no-such-file", "there is no file")]
    [InlineData("--colour", "red", "is not an option")]
    [InlineData("--data", "no-such-folder", "There is no history at")]
    public async Task What_is_wrong_with_the_question_is_said(string option, string value, string said)
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        (int exit, string answer) = await story.VerifyAsync(option, value);

        Assert.Equal(2, exit);
        Assert.Contains(said, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_roots_are_mistakes()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        string kept = story.Path("kept.txt");
        RootLine other = story.Roots[0] with { Hash = story.Roots[1].Hash };
        await File.WriteAllLinesAsync(
            kept, ["# by hand", "", story.Roots[0].ToString(), "1 2026-05-01 tomato", other.ToString()], TestContext.Current.CancellationToken);

        (int exit, string said) = await story.VerifyAsync("--roots", kept);

        Assert.Equal(2, exit);
        Assert.Contains("line 4 of", said, StringComparison.Ordinal);
        Assert.Contains("two different roots 1", said, StringComparison.Ordinal);
    }
}
