using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Server.Api;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.LoggerFiles;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Files that are called so that a server writes them elsewhere, or a browser saves them as something else.</summary>
public sealed partial class UploadNameTests
{
    private const string Mark = "hostile-upload-7f3a";

    private static readonly string[] Names =
    [
        $"../../{Mark}", $"../../../../../../../../tmp/{Mark}.txt", $"..\\..\\{Mark}.txt", $"/tmp/{Mark}", $"C:\\Windows\\{Mark}.dll", $"\\\\host\\share\\{Mark}",
        "CON", "nul.txt", "com1.", "..", ".", "/", "....//", $".{Mark}", $"{Mark}\0.txt", $"{Mark}\r\nX-Injected: yes\r\n\r\n<script>", $"{Mark}\"; filename=\"evil.exe",
        $"{Mark}\u202Etxt.exe", $"{Mark}:stream", $"{Mark}|rm -rf ~;`id`$(id)", $"%2e%2e%2f{Mark}", $"file:///etc/{Mark}", new string('a', 5_000) + ".txt",
        string.Concat(Enumerable.Repeat("\ud83d\ude00", 130)) + ".txt", "=cmd|' /C calc'!A0", "'; DROP TABLE logger_file_entry; --",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_file_of_a_logger_they_lead_nowhere_and_come_back_safe()
    {
        await using ServerUnderTest server = await LoggerUploads.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        for (int index = 0; index < Names.Length; index++)
        {
            // Each is another file: the same one is taken over once.
            byte[] bytes = LoggerUploads.Signed(LoggerUploads.Plan(warm: at => (at.Hour + (24 * at.Day) + (at.Minute / 60)) % Names.Length == index));
            string[] before = Tree(server);
            Assert.Contains("已保存", await nurse.UploadAsync(bytes, Names[index]), StringComparison.Ordinal);
            Assert.All(Tree(server).Except(before), path => Assert.Matches("^logger-files/[0-9a-f]{64}$", path));
            LoggerFileEntry entry = await server.RecordsAsync(records => records.Set<LoggerFileEntry>().OrderByDescending(one => one.Id).FirstAsync(Token));
            await ComesBackSafeAsync(nurse, $"/api/v1/logger-files/{entry.Id}", entry.FileName, bytes);
        }

        Assert.Equal(Names.Length, await server.RecordsAsync(records => records.Set<LoggerFileEntry>().CountAsync(Token)));
        Assert.Empty(LedTo(server));
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync(LoggerUploads.Page));
    }

    [Fact]
    public async Task Of_a_paper_they_lead_nowhere_and_come_back_safe()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        Dictionary<string, string> fields = new() { ["Form.On"] = "2026-04-01", ["Form.DoneBy"] = "a", ["Form.Fault"] = "b", ["Form.Remedy"] = "c" };
        for (int index = 0; index < Names.Length; index++)
        {
            byte[] bytes = [.. EquipmentForms.Png, (byte)index];
            string[] before = Tree(server);
            Assert.Equal("/equipment/gaochuan/fridge-1", await nurse.SendAsync("/equipment-papers/gaochuan/fridge-1", "repair", fields, ("Upload", Names[index], bytes)));
            Assert.All(Tree(server).Except(before), path => Assert.Matches("^attachments/[0-9a-f]{64}$", path));
            DossierEntry entry = await server.AskAsync(records => records.Set<DossierEntry>().OrderByDescending(one => one.Id).FirstAsync(Token));
            await ComesBackSafeAsync(nurse, $"/api/v1/papers/{entry.Id}/file", entry.FileName!, bytes);
        }

        Assert.Empty(LedTo(server));
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/equipment/gaochuan/fridge-1"));
    }

    [Theory]
    [InlineData("admin", "/equipment/import", "equipment")]
    [InlineData("nurse", "/movements/import", "movements")]
    public async Task Of_a_list_they_mean_nothing_and_nothing_is_written(string userName, string page, string handler)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(userName);
        string[] before = Tree(server);
        foreach (string name in Names)
        {
            Assert.StartsWith("200", await client.SendAsync(page, handler, new Dictionary<string, string>(), ("List", name, "a,b\r\n1,2\r\n"u8.ToArray())), StringComparison.Ordinal);
        }

        Assert.Equal(before, Tree(server));
        Assert.Empty(LedTo(server));
    }

    [Theory]
    [InlineData("1号冰箱 FT2L.txt", "1号冰箱 FT2L.txt")]
    [InlineData("C:\\fakepath\\证书.pdf", "证书.pdf")]
    [InlineData("a/b\\c.pdf", "c.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("console.pdf", "console.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe")]
    [InlineData("x:y|z?.pdf", "xyz.pdf")]
    [InlineData(".hidden.", "hidden")]
    [InlineData("..", "file")]
    [InlineData(null, "file")]
    public void What_is_left_of_a_name_can_be_saved_everywhere(string? given, string plain) => Assert.Equal(plain, UploadName.Plain(given));

    [Fact]
    public void Of_a_name_that_is_too_long_the_end_is_kept_and_no_letter_is_cut_in_two()
    {
        string plain = UploadName.Plain(string.Concat(Enumerable.Repeat("\ud83d\ude00", 130)) + "1.txt");
        Assert.Equal(119, plain.Length);
        Assert.EndsWith("\ud83d\ude001.txt", plain, StringComparison.Ordinal);
        Assert.True(char.IsHighSurrogate(plain[0]));
        Assert.Equal("a\ufffdb.txt", UploadName.Plain("a\ud800b.txt"));
    }

    private static async Task ComesBackSafeAsync(HttpClient client, string address, string storedName, byte[] bytes)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.False(answer.Headers.Contains("X-Injected"));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        string saved = answer.Content.Headers.ContentDisposition.FileNameStar!;
        Assert.Equal(storedName, saved);
        Assert.Matches(Safe(), saved);
        Assert.Equal(saved, UploadName.Plain(saved));
    }

    /// <summary>Every file of the server but what its databases and its log write by themselves.</summary>
    private static string[] Tree(ServerUnderTest server) =>
    [
        .. Directory.GetFileSystemEntries(server.Directory, "*", SearchOption.AllDirectories)
            .Where(File.Exists)
            .Select(path => Path.GetRelativePath(server.Directory, path))
            .Where(path => !path.StartsWith("logs/", StringComparison.Ordinal) && !path.StartsWith("keys/", StringComparison.Ordinal) && !path.Contains(".db", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Wherever one of the names would lead from a folder of the server, from its program, or from the root.</summary>
    private static IEnumerable<string> LedTo(ServerUnderTest server) =>
        from name in Names
        where name.Contains(Mark, StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
        from folder in (string[])[server.Directory, Path.Combine(server.Directory, "logger-files", "waiting"), Path.Combine(server.Directory, "attachments"), Environment.CurrentDirectory, AppContext.BaseDirectory, "/"]
        from spelling in (string[])[name, name.Replace('\\', '/')]
        let path = Path.GetFullPath(Path.Combine(folder, spelling))
        where File.Exists(path)
        select path;

    [GeneratedRegex("^[^/\\\\\"<>:|?*\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]{1,120}$")]
    private static partial Regex Safe();
}
