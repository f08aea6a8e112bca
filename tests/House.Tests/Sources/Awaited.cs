using ColdChain.Testing;

namespace House.Tests.Sources;

/// <summary>What documents promise ahead of the code, listed by name in awaited.txt so that it is not forgotten.</summary>
public static class Awaited
{
    public const string ListPath = "tests/House.Tests/awaited.txt";

    private static readonly HashSet<string> Listed = [.. File.ReadLines(Repository.Path(ListPath))
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith('#'))];

    public static bool Holds(string ruleOrPath) => Listed.Contains(ruleOrPath);
}
