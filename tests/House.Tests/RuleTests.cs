using System.Text.RegularExpressions;
using ColdChain.Testing;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>Every rule has an address: its sentence in docs/rules, the code that does it and a test that holds it.</summary>
public sealed partial class RuleTests
{
    private const string RulesFolder = "docs/rules/";
    private const string ExcursionFamily = "EX-";

    private static readonly Dictionary<string, string> Written = RulesIn(
        Tree.FilesWithEnding(".md").Where(path => path.StartsWith(RulesFolder, StringComparison.Ordinal)), Sentence());

    [Fact]
    public void Every_rule_has_a_test_that_names_it()
    {
        Assert.SkipWhen(Written.Count == 0, "docs/rules holds no numbered rule yet");
        Dictionary<string, string> tested = Named("tests/");
        Law.IsKept(
            Written.Where(rule => !tested.ContainsKey(rule.Key) && !Awaited.Holds(rule.Key)).Select(rule => $"{rule.Key} ({rule.Value})"),
            "Write '// EX-07' beside the test of a rule. A rule without a test is a wish: test it or take it out (while "
            + $"the code is on its way, a line in {Awaited.ListPath}).");
    }

    [Fact]
    public void Every_rule_of_excursions_is_named_by_the_code_that_does_it()
    {
        Assert.SkipWhen(Written.Count == 0, "docs/rules holds no numbered rule yet");
        Dictionary<string, string> done = Named("src/");
        Law.IsKept(
            Written.Where(rule => rule.Key.StartsWith(ExcursionFamily, StringComparison.Ordinal))
                .Where(rule => !done.ContainsKey(rule.Key) && !Awaited.Holds(rule.Key)).Select(rule => $"{rule.Key} ({rule.Value})"),
            "Write the number where the code decides by it ('// EX-18', or in the summary). A test alone holds what "
            + $"nobody finds when the sentence changes (while the code is on its way, a line in {Awaited.ListPath}).");
    }

    [Fact]
    public void Every_rule_that_code_or_a_test_names_is_written_down()
    {
        HashSet<string> families = [.. Written.Keys.Select(rule => rule[..2])];
        Assert.SkipWhen(families.Count == 0, "docs/rules holds no numbered rule yet");
        Law.IsKept(
            Named("src/", "tests/", "firmware-sim/")
                .Where(rule => families.Contains(rule.Key[..2]) && !Written.ContainsKey(rule.Key))
                .Select(rule => $"{rule.Key} ({rule.Value})"),
            "Each number stands in docs/rules at the beginning of a heading, a list entry or a table row, with its "
            + "source: '## EX-07 ...', '- **EX-07** ...' or '| EX-07 | ...'.");
    }

    private static Dictionary<string, string> Named(params string[] folders) => RulesIn(
        Tree.FilesWithEnding(".cs", ".razor").Where(path =>
            !path.StartsWith("tests/House.Tests/", StringComparison.Ordinal)
            && folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))),
        Number());

    /// <summary>Number of the rule to the place where it was first seen.</summary>
    private static Dictionary<string, string> RulesIn(IEnumerable<string> files, Regex pattern)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string path in files)
        {
            int number = 0;
            foreach (string line in File.ReadLines(Repository.Path(path)))
            {
                number++;
                foreach (Match match in pattern.Matches(line))
                {
                    AddRange(found, match, $"{path}:{number}");
                }
            }
        }

        return found;
    }

    /// <summary>"EX-01 to EX-09" names nine rules.</summary>
    private static void AddRange(Dictionary<string, string> found, Match match, string place)
    {
        string family = match.Groups["family"].Value;
        int first = int.Parse(match.Groups["first"].Value, System.Globalization.CultureInfo.InvariantCulture);
        int last = match.Groups["last"].Success
            ? int.Parse(match.Groups["last"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : first;
        for (int rule = first; rule <= last; rule++)
        {
            found.TryAdd($"{family}-{rule:00}", place);
        }
    }

    [GeneratedRegex(@"^[\s|#*\-]*(?<family>EX|AL|LT|HR)-(?<first>\d\d)\b(?<last>(?!))?")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(?<family>EX|AL|LT|HR)-(?<first>\d\d)(?: to (?:EX|AL|LT|HR)-(?<last>\d\d))?\b")]
    private static partial Regex Number();
}
