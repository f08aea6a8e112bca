using House.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Tests;

/// <summary>Exceptions travel to the one place whose work it is to contain them.</summary>
public sealed class CatchTests
{
    [Theory]
    [InlineData("src/ColdChain.Core/", 0)]
    [InlineData("src/ColdChain.Agent/", 3)]
    [InlineData("src/ColdChain.Server/", 2)]
    [InlineData("firmware-sim/", 3)]
    public void A_project_catches_in_few_places(string folder, int perThousandLines)
    {
        int ceiling = Tree.SourcesBelow(folder).Sum(source => source.Text.Count(letter => letter == '\n')) * perThousandLines / 1000;
        string[] places = [.. Tree.SourcesBelow(folder).SelectMany(source =>
            source.Root.DescendantNodes().OfType<CatchClauseSyntax>().Select(source.At))];
        Assert.True(places.Length <= ceiling,
            $"{folder} has {places.Length} catch clauses, {ceiling} are allowed. Expected failures are values "
            + $"(TryX, an outcome); the others travel to the containment.\n  {string.Join("\n  ", places)}");
    }

    [Fact]
    public void No_suppression_is_without_a_reason() => Law.IsKept(
        from source in Tree.Sources
        from place in SuppressionsWithoutReason(source)
        select place,
        "A suppression says why: '#pragma warning disable CA1031 // one bad source must not end the others', or "
        + "Justification = \"...\".");

    private static IEnumerable<string> SuppressionsWithoutReason(SourceFile source)
    {
        string[] lines = source.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimStart();
            bool isPragma = line.StartsWith("#pragma warning disable", StringComparison.Ordinal);
            bool hasReason = line.Contains("//", StringComparison.Ordinal)
                || (i > 0 && lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal));
            if (isPragma && !hasReason)
            {
                yield return $"{source.Path}:{i + 1}";
            }
        }

        foreach (AttributeSyntax attribute in source.Root.DescendantNodes().OfType<AttributeSyntax>())
        {
            string text = attribute.ToString();
            if (attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal)
                && !text.Contains("Justification", StringComparison.Ordinal))
            {
                yield return source.At(attribute);
            }
        }
    }
}
