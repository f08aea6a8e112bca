using System.Globalization;
using ColdChain.Server.Audit;
using ColdChain.Server.Integrity;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Integrity;
using ColdChain.Server.Tests.People;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Audit;

/// <summary>Evidence that is taken out on the console is on the trail as well.</summary>
public sealed class EvidenceExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_of_evidence_is_a_row_of_its_facility_s_trail()
    {
        ServerUnderTest server = await StoppedAsync();
        (int exit, string said, bool isMade) = await ExportAsync(server.Directory);
        Assert.True(exit == 0 && isMade, said);
        Assert.DoesNotContain("no audit trail", said, StringComparison.Ordinal);

        await using ServerUnderTest again = await ServerUnderTest.StartAsync(directory: server.Directory);
        AuditEntry row = await again.ReadAsync(records => records.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.Export, Token));
        Assert.Equal(
            ("export-evidence", "evidence", "gaochuan/fridge-1/top 2026-05-01 2026-05-03", "gaochuan"),
            (row.Actor, row.Subject, row.SubjectKey, row.FacilityId?.ToString()));
    }

    [Fact]
    public async Task Where_the_trail_takes_no_row_no_package_is_made()
    {
        ServerUnderTest server = await StoppedAsync();
        using TemporaryDirectory folder = new();
        string file = folder.Path("away.json");
        await File.WriteAllTextAsync(
            file, """{ "Records": { "Kind": "postgresql", "Connection": "Host=127.0.0.1;Port=1;Database=coldchain;Username=coldchain" } }""", Token);

        (int exit, string said, bool isMade) = await ExportAsync(server.Directory, file);

        Assert.Equal((2, false), (exit, isMade));
        Assert.Contains("the audit trail cannot be written", said, StringComparison.Ordinal);
        await TestedRecords.DropAsync(server.Directory);
    }

    [Fact]
    public async Task A_history_without_records_beside_it_says_that_no_row_was_left()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        using TemporaryDirectory none = new();
        await File.WriteAllTextAsync(none.Path("empty.json"), "{}", Token);
        (int exit, string said, bool isMade) = await ExportAsync(story.Folder, none.Path("empty.json"));
        Assert.Equal((0, true), (exit, isMade));
        Assert.Contains("row of no audit trail", said, StringComparison.Ordinal);
    }

    /// <summary>Records of the small county beside four sealed days.</summary>
    private static async Task<ServerUnderTest> StoppedAsync()
    {
        ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.StopAsync();
        TestedRecords.Release();
        foreach (string old in Directory.GetFiles(server.Directory, "history.db*"))
        {
            File.Delete(old);
        }

        await using SealedStory story = await SealedStory.MakeAsync();
        foreach (string file in Directory.GetFiles(story.Folder))
        {
            File.Copy(file, Path.Combine(server.Directory, Path.GetFileName(file)), overwrite: true);
        }

        return server;
    }

    private static async Task<(int Exit, string Said, bool IsMade)> ExportAsync(string directory, string? config = null)
    {
        using TemporaryDirectory elsewhere = new();
        using StringWriter said = new(CultureInfo.InvariantCulture);
        string package = elsewhere.Path("evidence.zip");
        int exit = await ExportVerb.RunAsync(
            [
                "export-evidence", "--data", directory, "--sensor", "gaochuan/fridge-1/top", "--from", "2026-05-01", "--to", "2026-05-03",
                "--out", package, "--config", config ?? await TestedRecords.ConfigAsync(directory, elsewhere),
            ],
            new ManualClock(ServerUnderTest.Start.ToDateTimeOffset()),
            said,
            said);
        TestedRecords.Release();
        return (exit, said.ToString(), File.Exists(package));
    }
}
