using ColdChain.Testing;

namespace House.Tests.Sources;

/// <summary>The files of the repository as the law sees them: what is tracked, or would be.</summary>
public static class Tree
{
    private static readonly Lazy<IReadOnlyList<string>> AllFiles = new(ListFiles);

    private static readonly Lazy<IReadOnlyList<SourceFile>> AllSources = new(() =>
        [.. AllFiles.Value.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(SourceFile.Read)]);

    /// <summary>Relative paths with forward slashes.</summary>
    public static IReadOnlyList<string> Files => AllFiles.Value;

    /// <summary>Every C# file: src, firmware-sim and tests.</summary>
    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>The C# files below a folder such as "src/".</summary>
    public static IEnumerable<SourceFile> SourcesBelow(string folder) =>
        Sources.Where(source => source.Path.StartsWith(folder, StringComparison.Ordinal));

    public static IEnumerable<string> FilesWithEnding(params string[] endings) =>
        Files.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>Whether a file or directory of this name is part of the repository.</summary>
    public static bool Has(string path) =>
        File.Exists(Repository.Path(path)) || Directory.Exists(Repository.Path(path));

    private static List<string> ListFiles()
    {
        IReadOnlyList<string> listed = Git.IsHere
            ? Git.Lines("ls-files", "--cached", "--others", "--exclude-standard")
            : WalkWithoutGit();
        return [.. listed.Where(path => File.Exists(Repository.Path(path))).Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> WalkWithoutGit()
    {
        string[] skipped = ["artifacts", "node_modules", "TestResults", "demo-data", ".vs"];
        return [.. Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(skipped.Contains))];
    }
}
