using System.Text.RegularExpressions;
using ColdChain.Testing;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>What a document points to is there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_of_a_document_leads_somewhere() => Law.IsKept(
        from document in Documents()
        from link in Link().Matches(Prose(document)).Select(match => match.Groups["target"].Value)
        where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
            && !link.StartsWith('#')
        let target = link.Split('#')[0]
        where !Tree.Has(Path.Combine(Path.GetDirectoryName(document) ?? string.Empty, target))
        select $"{document} -> {link}",
        "A link of a document leads to a file of the repository, relative to the document.");

    [Fact]
    public void Every_path_that_a_document_names_exists() => Law.IsKept(
        from document in Documents()
        from path in NamedPath().Matches(Prose(document)).Select(match => match.Groups["path"].Value)
        where !Tree.Has(path.TrimEnd('/')) && !Awaited.Holds(path.TrimEnd('/'))
        select $"{document} names {path}",
        "A path in `backticks` that begins with a folder of the root exists. Write patterns with * or {}; while the "
        + $"code is on its way, put a line into {Awaited.ListPath}.");

    private static IEnumerable<string> Documents() => Tree.FilesWithEnding(".md");

    private static string Prose(string document) => File.ReadAllText(Repository.Path(document));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?:\./)?(?<path>(?:src|tests|docs|demo|eng|firmware-sim)/[A-Za-z0-9_./\-]*)`")]
    private static partial Regex NamedPath();
}
