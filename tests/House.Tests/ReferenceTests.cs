using System.Xml.Linq;
using ColdChain.Testing;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>Which project may know which: Core knows nobody, agent and server only Core, the simulator nobody.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "src/ColdChain.Core/ColdChain.Core.csproj", [] },
        { "src/ColdChain.Agent/ColdChain.Agent.csproj", ["ColdChain.Core"] },
        { "src/ColdChain.Server/ColdChain.Server.csproj", ["ColdChain.Core"] },
        { "firmware-sim/FirmwareSim.csproj", [] },
        { "tests/ColdChain.Testing/ColdChain.Testing.csproj", ["ColdChain.Core"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_only_what_it_may(string project, string[] allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        Law.IsKept(
            Included(project, "ProjectReference")
                .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                .Except(allowed, StringComparer.Ordinal),
            $"{project} may reference [{string.Join(", ", allowed)}] and no other project. What both sides need is "
            + "either a value of Core or a written protocol.");
    }

    [Fact]
    public void Every_project_of_the_product_is_under_this_law() => Assert.Equal(
        Tree.FilesWithEnding(".csproj").Where(path => !path.Contains("Tests/", StringComparison.Ordinal)
            && !path.Contains("Benchmarks/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Allowed.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Core_and_the_simulator_need_no_package() => Law.IsKept(
        Included("src/ColdChain.Core/ColdChain.Core.csproj", "PackageReference")
            .Concat(Included("firmware-sim/FirmwareSim.csproj", "PackageReference")),
        "Core and firmware-sim have no packages. Put what needs one into the agent or the server.");

    [Fact]
    public void No_project_compiles_the_sources_of_another() => Law.IsKept(
        Tree.FilesWithEnding(".csproj").SelectMany(project => Included(project, "Compile")
            .Where(path => path.Contains("..", StringComparison.Ordinal))
            .Select(path => $"{project}: {path}")),
        "A linked source is a hidden reference: the simulator that shares a codec with the agent shares its mistakes.");

    [Fact]
    public void Warnings_are_not_switched_off_by_number() => Law.IsKept(
        Tree.FilesWithEnding(".csproj", ".props", ".targets")
            .Where(path => XDocument.Load(Repository.Path(path)).Descendants().Any(node =>
                node.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" or "TreatWarningsAsErrors"
                && node.Value is not "true")),
        "NoWarn is not used. Suppress at the place, with the reason.");

    private static IEnumerable<string> Included(string project, string element) =>
        XDocument.Load(Repository.Path(project)).Descendants(element)
            .Select(reference => (string?)reference.Attribute("Include") ?? string.Empty);
}
