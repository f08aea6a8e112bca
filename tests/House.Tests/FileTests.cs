using System.Text.RegularExpressions;
using ColdChain.Testing;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>What lies in the repository: small, portable, and plug-ins that explain themselves.</summary>
public sealed partial class FileTests
{
    private const long MostBytes = 1024 * 1024;

    /// <summary>Beginnings of paths that exist on any machine or stand for something else in a text.</summary>
    private static readonly string[] OrdinaryRoots =
        ["home", "usr", "tmp", "var", "etc", "opt", "srv", "root", "build", "src", "app", "api", "data", "mnt", "run"];

    private static readonly string[] PlugInFolders =
        ["src/ColdChain.Agent/Probes", "src/ColdChain.Server/Alarming/Notifiers"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".razor", ".md", ".sh", ".json", ".props", ".targets", ".csproj", ".txt", ".css", ".js", ".mjs", ".yml",
        ".conf", ".sln", ".editorconfig", ".gitignore", ".gitattributes",
    ];

    [Fact]
    public void No_file_is_larger_than_a_megabyte() => Law.IsKept(
        Tree.Files.Where(path => new FileInfo(Repository.Path(path)).Length > MostBytes),
        "A file of the repository has at most 1 MB. Make it at build time, or make it smaller.");

    [Fact]
    public void Every_probe_and_notifier_has_a_readme_and_a_sample() => Law.IsKept(
        from kind in PlugInFolders
        where Directory.Exists(Repository.Path(kind))
        from folder in Directory.EnumerateDirectories(Repository.Path(kind))
        from missing in MissingIn(folder)
        select $"{Path.GetRelativePath(Repository.Root, folder)}: {missing}",
        "Somebody adds the next one by copying the folder: it has README.md (what it is, one example, the faults a "
        + "user will see) and sample.json.");

    [Fact]
    public void No_file_names_the_place_where_it_was_built()
    {
        string top = Repository.Root.Split('/', StringSplitOptions.RemoveEmptyEntries)[0];
        List<string> places = [Repository.Root + "/"];
        if (!OrdinaryRoots.Contains(top))
        {
            places.Add($"/{top}/");
        }

        Law.IsKept(
            from path in Tree.FilesWithEnding(TextEndings)
            from line in File.ReadLines(Repository.Path(path)).Select((text, index) => (text, number: index + 1))
            where places.Any(place => StandsAsPath(line.text, place))
            select $"{path}:{line.number}",
            "A path of the machine where this was written means nothing elsewhere: name it relative to the root.");
    }

    [Fact]
    public void No_file_says_where_packages_come_from() => Law.IsKept(
        from path in Tree.FilesWithEnding(".json", ".sh", ".props", ".targets", ".csproj", ".config", ".npmrc")
        from line in File.ReadLines(Repository.Path(path)).Select((text, index) => (text, number: index + 1))
        where PackageHost().IsMatch(line.text)
        select $"{path}:{line.number}",
        "Where packages come from is the choice of who builds. In package-lock.json leave out \"resolved\" "
        + "(omit-lockfile-registry-resolved=true).");

    private static IEnumerable<string> MissingIn(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "README.md")))
        {
            yield return "README.md";
        }

        if (!Directory.EnumerateFiles(folder, "*sample*.json").Any())
        {
            yield return "sample.json";
        }
    }

    /// <summary>Not the middle of a longer path or of an address.</summary>
    private static bool StandsAsPath(string line, string place)
    {
        int at = line.IndexOf(place, StringComparison.Ordinal);
        return at == 0 || (at > 0 && !char.IsLetterOrDigit(line[at - 1]) && line[at - 1] is not '.' and not '}');
    }

    [GeneratedRegex("\"resolved\": *\"http|registry\\.npm|api\\.nuget|<add key=\"[^\"]*\" value=\"http")]
    private static partial Regex PackageHost();
}
