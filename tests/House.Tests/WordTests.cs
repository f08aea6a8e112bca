using System.Text.RegularExpressions;
using House.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Tests;

/// <summary>Words that say nothing, or that the field uses for something else, name no type.</summary>
public sealed partial class WordTests
{
    private static readonly HashSet<string> Forbidden = new(StringComparer.Ordinal)
    {
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base", "Misc", "Info",
        "Data", "Item", "Items", "Object", "Objects", "Processor", "Wrapper", "Context", "Service", "Services",
        "Device", "Channel", "Threshold", "Alert", "Alerts", "Breach", "Temp", "Inventory",
    };

    private static readonly HashSet<string> ForbiddenAlone =
        new(StringComparer.Ordinal) { "Batch", "Event", "Record", "Unit", "Status" };

    [Fact]
    public void No_type_name_holds_a_word_that_says_nothing() => Law.IsKept(
        from source in Tree.Sources
        from type in source.Types().OfType<BaseTypeDeclarationSyntax>()
        let word = ForbiddenWordIn(type)
        where word is not null
        select $"{source.At(type)} {type.Identifier.Text}: \"{word}\"",
        "Say what the thing is instead: the dictionary of the field is in docs/architecture.md (Excursion and not "
        + "Breach, Limit and not Threshold, Alarm and not Alert, Sensor and not Device).");

    private static string? ForbiddenWordIn(BaseTypeDeclarationSyntax type)
    {
        string name = type.Identifier.Text;
        if (type is InterfaceDeclarationSyntax)
        {
            name = name[1..];
        }

        if (ForbiddenAlone.Contains(name))
        {
            return name;
        }

        if (name.StartsWith("Storage", StringComparison.Ordinal) && !AboutColdStorage().IsMatch(name))
        {
            return "Storage (means cold storage here, never a disk)";
        }

        return Words().Matches(name).Select(match => match.Value)
            .FirstOrDefault(word => Forbidden.Contains(word) && !IsAllowed(type, name, word));
    }

    private static bool IsAllowed(BaseTypeDeclarationSyntax type, string name, string word) => word switch
    {
        "Context" => name is "RecordsDbContext",
        "Device" => name.Contains("DeviceProfile", StringComparison.Ordinal),
        "Service" => type.BaseList?.Types.Any(parent => parent.ToString() is "BackgroundService" or "IHostedService")
            is true,
        _ => false,
    };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex("^Storage(Unit|Profile|Kind|Temperature)")]
    private static partial Regex AboutColdStorage();
}
