using System.Reflection;
using ColdChain.Core.Temperatures;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>Core decides on integers, so that a limit is met exactly and a result is the same on every machine.</summary>
public sealed class CoreTests
{
    private const string MayEstimate = "ColdChain.Core.Exposure";
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Core_keeps_no_floating_point_number_outside_exposure() => Law.IsKept(
        from type in typeof(Temperature).Assembly.GetTypes()
        where type.Namespace?.StartsWith(MayEstimate, StringComparison.Ordinal) is not true
        from field in type.GetFields(Declared)
        let kept = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType
        where kept == typeof(double) || kept == typeof(float) || kept == typeof(Half)
        select $"{type.FullName}.{field.Name}",
        "Whole thousandths of a degree, whole milliseconds, whole doses. Estimates live in Exposure/ alone.");

    [Fact]
    public void Core_refers_to_nothing_but_the_runtime() => Law.IsKept(
        typeof(Temperature).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name ?? string.Empty)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)),
        "Core refers to System.* alone.");
}
