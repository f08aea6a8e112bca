using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Tests.Equipment;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>G8. The files that papers name are evidence as well: whatever is done to one is named by its paper.</summary>
public sealed class VerifyFilesTests : IAsyncLifetime
{
    private static readonly byte[] LoggerBytes = "a logger's own report"u8.ToArray();

    private TamperedRecords _records = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Certificate => Path.Combine(_records.Folder, "attachments", EvidenceFolder.HashOf(EquipmentForms.Png));

    public async ValueTask InitializeAsync() => _records = await TamperedRecords.MakeAsync(WriteAsync);

    public ValueTask DisposeAsync() => _records.DisposeAsync();

    [Fact]
    public async Task Files_that_nobody_touched_fit_and_are_counted()
    {
        (int exit, string said) = await _records.VerifyAsync();

        Assert.Contains("Checked 2 files that papers name (32 bytes).", said, StringComparison.Ordinal);
        Assert.Contains("已核对 2 个附件", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task Every_bit_of_a_file_counts()
    {
        for (int bit = 0; bit < EquipmentForms.Png.Length * 8; bit += 13)
        {
            byte[] altered = [.. EquipmentForms.Png];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(Certificate, altered, Token);

            await _records.NamesAsync("dossier_entry 1 of gaochuan/fridge-1/top: its file 'JZ-1.png' is not the one that was attached");
        }
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named()
    {
        File.Delete(Certificate);

        await _records.NamesAsync("dossier_entry 1 of gaochuan/fridge-1/top: its file 'JZ-1.png' is gone");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_file_that_was_cut_is_named_with_both_lengths(int length)
    {
        await File.WriteAllBytesAsync(Certificate, EquipmentForms.Png[..length], Token);

        await _records.NamesAsync($"its file 'JZ-1.png' has {length} bytes, and had 11");
    }

    [Fact]
    public async Task A_file_that_grew_is_named()
    {
        await File.AppendAllTextAsync(Certificate, "x", Token);

        await _records.NamesAsync("its file 'JZ-1.png' has 12 bytes, and had 11");
    }

    [Fact]
    public async Task The_file_of_a_logger_is_held_against_its_hash_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_records.Folder, "logger-files", EvidenceFolder.HashOf(LoggerBytes)), "another logger report", Token);

        await _records.NamesAsync("logger_file_entry 1 of gaochuan/fridge-1: its file 'may.pdf' is not the one");
    }

    [Fact]
    public async Task A_file_that_no_paper_names_is_told_and_accuses_nobody()
    {
        await File.WriteAllTextAsync(Path.Combine(_records.Folder, "attachments", "shopping list.txt"), "eggs", Token);

        (int exit, string said) = await _records.VerifyAsync();

        Assert.Contains("1 files that no paper names, such as attachments/shopping list.txt", said, StringComparison.Ordinal);
        Assert.Contains("1 个没有任何档案引用的文件", said, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Theory] // The file and the paper's hash of it, by somebody who can compute one.
    [InlineData("UPDATE dossier_entry SET file_sha256 = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a'")]
    [InlineData("UPDATE dossier_entry SET file_sha256 = '../../records.db'")]
    [InlineData("UPDATE dossier_entry SET file_sha256 = NULL")]
    [InlineData("DELETE FROM dossier_entry")]
    public async Task A_paper_that_names_another_file_than_the_trail_is_named(string sql)
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_records.Folder, "attachments", "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"), [1], Token);

        Assert.Equal(1, _records.Tamper(sql));

        await _records.NamesAsync("dossier_entry 1: the audit trail has it with the file");
    }

    [Fact]
    public async Task A_paper_with_a_file_that_was_added_behind_the_back_is_named()
    {
        _records.Tamper(
            """
            CREATE TABLE aside AS SELECT * FROM dossier_entry; UPDATE aside SET id = 7;
            INSERT INTO dossier_entry SELECT * FROM aside; DROP TABLE aside;
            """);

        await _records.NamesAsync("dossier_entry 7 of gaochuan/fridge-1/top: the audit trail does not have it");
    }

    /// <summary>A certificate from the page, and a logger's file as its desk keeps it.</summary>
    private static async Task WriteAsync(ServerUnderTest server)
    {
        using HttpClient nurse = await server.LogInAsync("nurse");
        Dictionary<string, string> fields = new()
        {
            ["Form.On"] = "2026-04-01",
            ["Form.DoneBy"] = "清河市计量所",
            ["Form.Number"] = "JZ-1",
        };
        Assert.StartsWith("/sensors/", await nurse.SendAsync("/sensor-papers/gaochuan/fridge-1/top", "calibration", fields, ("Upload", "JZ-1.png", EquipmentForms.Png)), StringComparison.Ordinal);
        await server.App.Services.GetRequiredService<EvidenceFolder>().KeepAsync(EvidenceFolder.HashOf(LoggerBytes), LoggerBytes, Token);
        await server.AskAsync(records =>
        {
            records.Add(Upload());
            return records.SaveChangesAsync(Token);
        });
    }

    private static LoggerFileEntry Upload() => new()
    {
        StorageUnitId = StorageUnitId.Parse("gaochuan/fridge-1", null),
        FacilityId = FacilityId.Parse("gaochuan", null),
        Sensors = "gaochuan/fridge-1/top",
        FileName = "may.pdf",
        Sha256 = EvidenceFolder.HashOf(LoggerBytes),
        SizeBytes = LoggerBytes.Length,
        TimeZone = "Asia/Shanghai",
        Format = LoggerFileFormat.Delimited,
        Signature = LoggerSignatureStanding.Absent,
        SignatureWords = "none",
        FirstAt = ServerUnderTest.Start,
        LastAt = ServerUnderTest.Start,
        Readings = 1,
        DailyExtremes = 0,
        NewReadings = 1,
        UploadedAt = ServerUnderTest.Start,
        UploadedById = 1,
        UploadedBy = "李护士",
    };
}
