using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Lots;

/// <summary>A kind of vaccine as the catalogue knows it; the package insert of a product always wins over it.</summary>
public sealed record Vaccine
{
    /// <summary>Such as <c>HEPB</c>; <see cref="VaccineCatalogue.UnknownKey"/> for a product that no entry names.</summary>
    public required string Key { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Further names that papers print for it, as they are read: the longest that fits wins.</summary>
    public ImmutableArray<string> AlsoCalled { get; init; } = [];

    /// <summary>Frost destroys it. A freeze-dried vaccine is not, though its diluent is.</summary>
    public required bool IsFreezeSensitive { get; init; }

    /// <summary>Where it may be kept, the preferred range first (bOPV: frozen, for a short time 2 to 8 °C).</summary>
    public required ImmutableArray<KeepingRange> Ranges { get; init; }

    /// <summary>Where the entry comes from, for the reader of a report, with how sure it is.</summary>
    public required string Source { get; init; }

    /// <summary>LT-09. A unit that keeps this profile may hold the vaccine.</summary>
    public bool Suits(StorageProfile profile) => Ranges.Any(range => range.IsKeptBy(profile));

    public bool IsInRange(Temperature value) => Ranges.Any(range => range.Contains(value));
}
