namespace ColdChain.Core.Wire;

/// <summary>One storage unit with the sensors that sit in it now and what it must keep.</summary>
public sealed record UnitProfile
{
    public const string Yes = "yes";

    public const string No = "no";

    /// <summary>No papers tell what is inside: the worse case stands (EX-18).</summary>
    public const string Unknown = "unknown";

    public required string Unit { get; init; }

    public required string Facility { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>False for equipment that is out of use: its silence alarms nobody.</summary>
    public required bool IsInUse { get; init; }

    /// <summary><c>yes</c>, <c>no</c> or <c>unknown</c>, by the stock records at the time of the answer.</summary>
    public required string FreezeSensitiveInside { get; init; }

    public IReadOnlyList<string> Sensors { get => field ?? []; init; }

    /// <summary>Whole, so that an agent needs no copy of the product's profiles and follows a change of any figure.</summary>
    public required WireStorageProfile Profile { get; init; }
}
