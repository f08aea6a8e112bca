using System.Globalization;
using System.IO.Compression;
using System.Text;
using ColdChain.Server.Integrity;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>Evidence that leaves the house and is checked without it.</summary>
public sealed class PackageTests : IDisposable
{
    private const string SecondDay = "sensors/1/2026-05-02-0.chunk";

    private readonly TemporaryDirectory _elsewhere = new();

    public void Dispose() => _elsewhere.Dispose();

    [Fact] // G8
    public async Task A_package_is_checked_without_the_database_and_against_what_others_kept()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        (int exit, string said) = await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");
        Assert.Equal(0, exit);
        Assert.Contains("290 readings in 3 sealed records of 1 sensors, 4 daily roots", said, StringComparison.Ordinal);
        string kept = _elsewhere.Path("roots.txt");
        File.Copy(await story.KeptRootsAsync(), kept);
        Directory.Delete(story.Folder, recursive: true);

        (exit, said) = await VerifyAsync("--roots", kept);

        Assert.Contains("Everything fits.", said, StringComparison.Ordinal);
        Assert.Contains("5 sealed records of 1 sensors (3 opened: 289 readings, 1 conflicts), 4 daily roots", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task The_readings_are_there_for_people_and_the_way_to_check_them_too()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await ExportAsync(story, "gaochuan/fridge-1/top,gaochuan/fridge-1/bottom", "2026-05-01", "2026-05-01");

        using ZipArchive archive = ZipFile.OpenRead(Package);

        string[] csv = Text(archive, "sensors/1/readings.csv").Split("\r\n");
        Assert.Equal("2026-05-01T00:10:00.000+08:00,4.100,0,2026-05-01T01:00+08:00,gaochuan-gateway,7f0c0000000000000000000000000001,0,reading", csv[2]);
        Assert.Contains(csv, line => line.EndsWith(",1,conflict", StringComparison.Ordinal) && line.Contains(",9.900,", StringComparison.Ordinal));
        Assert.Contains("openssl dgst -sha256 -verify", Text(archive, "README.txt"), StringComparison.Ordinal);
        Assert.Contains("如何自行核对", Text(archive, "README.txt"), StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", Text(archive, $"public-keys/{story.Roots[0].KeyId}.pem"), StringComparison.Ordinal);
        Assert.DoesNotContain(archive.Entries, entry => Text(archive, entry.FullName).Contains("PRIVATE", StringComparison.Ordinal));
    }

    [Theory] // G8
    [InlineData(SecondDay, "is not the record that was sealed")]
    [InlineData("sensors/1/chain.txt", "chain")]
    [InlineData("sensors/1/readings.csv", "does not say what the sealed records beside it say")]
    [InlineData("roots/000002.txt", "")]
    [InlineData("roots/000002.sig", "signature of daily root 2")]
    [InlineData("roots.txt", "")]
    public async Task One_bit_of_any_of_it_is_named(string entry, string named)
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");
        Rewrite(entry, bytes =>
        {
            bytes[bytes.Length / 2] ^= 1;
            return bytes;
        });

        await NamesAsync(named);
    }

    [Theory] // G8
    [InlineData(SecondDay)]
    [InlineData("roots/000002.txt")]
    [InlineData("roots/000002.sig")]
    [InlineData("sensors/1/readings.csv")]
    [InlineData("roots.txt")]
    public async Task Whatever_is_taken_out_is_missed(string entry)
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");
        Rewrite(entry, _ => null);

        await NamesAsync(string.Empty);
    }

    [Fact] // G8
    public async Task A_chain_whose_end_was_left_out_does_not_fit_the_roots()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");
        Rewrite("sensors/1/chain.txt", bytes => Encoding.ASCII.GetBytes(
            string.Concat(Encoding.ASCII.GetString(bytes).Split('\n')[..^2].Select(line => line + "\n"))));

        await NamesAsync("Daily root 4 has another chain for sensor gaochuan/fridge-1/top at number 5");
    }

    [Fact] // G8: database and key were stolen, everything sealed, signed and exported anew
    public async Task A_package_of_a_forged_history_is_named_by_the_roots_that_others_kept()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await using SealedStory forgery = await SealedStory.MakeAsync(story.KeyFile, (minute, value) => minute == 2_000 ? value + 100 : value);
        await ExportAsync(forgery, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");

        Assert.Equal(0, (await VerifyAsync()).Exit);
        (int exit, string said) = await VerifyAsync("--roots", await story.KeptRootsAsync());

        Assert.Equal(1, exit);
        Assert.Contains("Daily root 2 is ", said, StringComparison.Ordinal);
    }

    [Fact] // G8
    public async Task Nothing_is_exported_from_a_history_that_was_altered()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        story.Tamper("UPDATE roots SET day = day + 1 WHERE root_number = 2");

        (int exit, string said) = await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");

        Assert.Equal(1, exit);
        Assert.Contains("no package was made", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Package));
    }

    [Fact]
    public async Task Days_whose_readings_are_in_another_database_are_said_and_nothing_is_exported()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        story.Tamper("INSERT INTO marks (name, number) VALUES ('mirrored', 9); UPDATE chunks SET readings = NULL WHERE seal_number = 3");

        (int exit, string said) = await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");

        Assert.Equal(2, exit);
        Assert.Contains("No package was made", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Package));
    }

    [Theory]
    [InlineData("gaochuan/fridge-7/top", "2026-05-01", "2026-05-02", "has no sensor gaochuan/fridge-7/top")]
    [InlineData("Fridge 7", "2026-05-01", "2026-05-02", "is no sensor id")]
    [InlineData("gaochuan/fridge-1/top", "2026-05-03", "2026-05-02", "needs --from and --to")]
    [InlineData("gaochuan/fridge-1/top", "May", "2026-05-02", "is no date")]
    public async Task What_is_wrong_with_the_question_is_said(string sensor, string from, string to, string said)
    {
        await using SealedStory story = await SealedStory.MakeAsync();

        (int exit, string answer) = await ExportAsync(story, sensor, from, to);

        Assert.Equal(2, exit);
        Assert.Contains(said, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_bytes_in_place_of_a_package_make_the_check_throw()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await ExportAsync(story, "gaochuan/fridge-1/top", "2026-05-01", "2026-05-02");
        byte[] whole = await File.ReadAllBytesAsync(Package, TestContext.Current.CancellationToken);
        Random random = new(5);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = whole[..(round % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = 0; change < 3 && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(Package, bytes, TestContext.Current.CancellationToken);
            Assert.InRange((await VerifyAsync()).Exit, 0, 1);
        }
    }

    private string Package => _elsewhere.Path("evidence.zip");

    private static string Text(ZipArchive archive, string entry)
    {
        using StreamReader reader = new(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private async Task<(int Exit, string Said)> ExportAsync(SealedStory story, string sensor, string from, string to)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        int exit = await ExportVerb.RunAsync(
            ["export-evidence", "--data", story.Folder, "--sensor", sensor, "--from", from, "--to", to, "--out", Package], TimeProvider.System, output, output);
        return (exit, output.ToString());
    }

    private async Task<(int Exit, string Said)> VerifyAsync(params string[] more)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        int exit = await VerifyVerb.RunAsync(["verify", "--package", Package, .. more], TimeProvider.System, output, output);
        return (exit, output.ToString());
    }

    private async Task NamesAsync(string named)
    {
        (int exit, string said) = await VerifyAsync();
        Assert.Contains("DOES NOT FIT: ", said, StringComparison.Ordinal);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    private void Rewrite(string name, Func<byte[], byte[]?> change)
    {
        using ZipArchive archive = ZipFile.Open(Package, ZipArchiveMode.Update);
        ZipArchiveEntry entry = archive.GetEntry(name)!;
        using MemoryStream bytes = new();
        using (Stream old = entry.Open())
        {
            old.CopyTo(bytes);
        }

        entry.Delete();
        if (change(bytes.ToArray()) is { } changed)
        {
            using Stream fresh = archive.CreateEntry(name).Open();
            fresh.Write(changed);
        }
    }
}
