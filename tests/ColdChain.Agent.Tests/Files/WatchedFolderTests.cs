using System.Diagnostics;
using ColdChain.Agent.Probes.Files;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Files;

/// <summary>A folder that anybody may write into: names, links and sizes that nobody meant well.</summary>
public sealed class WatchedFolderTests : IAsyncDisposable
{
    private readonly LoggerFolder _folder = new();

    public static TheoryData<string> Names =>
    [
        "two words (1).txt",
        "1号冰箱 疫苗\U0001F9CA.txt",
        "line\nbreak\u001b[31m.txt",
        "-rf *.txt",
        "%s%n$(x)`y`.txt",
        "..txt",
        "no-ending",
        new string('n', 251) + ".txt",
        "CON.txt",
    ];

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_of_any_name_is_imported_and_put_away(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems refuse such names");
        _folder.Put(name, LoggerFolder.Report());
        _folder.Start();
        await _folder.LookAsync();

        Assert.Equal(name.StartsWith('.') ? 0 : 1, _folder.Done.Length);
        Assert.All(await _folder.EventsAsync(WireEventKinds.LoggerFileImported), told => Assert.DoesNotContain(told.Detail!, char.IsControl));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_of_any_name_is_rejected_with_its_reason_beside_it(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems refuse such names");
        _folder.Put(name, LoggerFolder.Report(serial: "169900000009"));
        _folder.Start();
        await _folder.LookAsync();

        Assert.Equal(name.StartsWith('.') ? 0 : 2, _folder.Rejected.Length);
    }

    [Fact]
    public async Task Links_folders_pipes_and_half_written_files_of_copiers_are_passed_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links and pipes need Linux");
        string outside = Path.Combine(_folder.Journal.Folder, "secret.txt");
        await File.WriteAllBytesAsync(outside, LoggerFolder.Report(), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_folder.Options.Folder, "link.txt"), outside);
        File.CreateSymbolicLink(Path.Combine(_folder.Options.Folder, "loop.txt"), Path.Combine(_folder.Options.Folder, "loop.txt"));
        Directory.CreateDirectory(Path.Combine(_folder.Options.Folder, "sub.txt"));
        using (Process pipe = Process.Start("mkfifo", [Path.Combine(_folder.Options.Folder, "pipe.txt")]))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        _folder.Put("ft2.txt.part", LoggerFolder.Report());
        _folder.Put(".hidden.txt", LoggerFolder.Report());
        _folder.Start();
        await _folder.LookAsync(4);

        Assert.Empty(_folder.Done);
        Assert.Empty(_folder.Rejected);
        Assert.Empty(await _folder.ReadingsAsync());
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public async Task A_file_that_no_logger_can_have_written_is_rejected_unread()
    {
        string path = _folder.Put("film.txt", []);
        await using (FileStream file = new(path, FileMode.Open))
        {
            file.SetLength(LoggerFilesOptions.MostBytes + 1L);
        }

        _folder.Start();
        await _folder.LookAsync();

        Assert.Equal(["film.txt", "film.txt.reason.txt"], _folder.Rejected);
        Assert.Contains("文件过大", _folder.TextOf(WatchedFolder.Rejected, "film.txt.reason.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_is_stored_once_and_moved_when_that_is_possible_again()
    {
        string obstacle = Path.Combine(_folder.Options.Folder, WatchedFolder.Done);
        await File.WriteAllTextAsync(obstacle, "a file where the folder should be", TestContext.Current.CancellationToken);
        _folder.Put("ft2.txt", LoggerFolder.Report());
        _folder.Start();
        await _folder.LookAsync(5);
        Assert.Equal(100, (await _folder.ReadingsAsync()).Count);
        await _folder.UntilToldAsync(WireEventKinds.SourceFault);

        File.Delete(obstacle);
        await _folder.LookAsync(2);
        Assert.Equal(["ft2.txt"], _folder.Done);
        Assert.Equal(100, (await _folder.ReadingsAsync()).Count);
        await _folder.UntilToldAsync(WireEventKinds.SourceBack);
    }
}
