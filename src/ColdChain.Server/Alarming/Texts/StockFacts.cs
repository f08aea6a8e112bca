namespace ColdChain.Server.Alarming.Texts;

/// <summary>What is inside a storage unit, as far as its alarm must say it.</summary>
/// <param name="Lots">Lots with at least one dose; the freeze-sensitive first, then the larger.</param>
/// <param name="UnitIsRecorded">
/// False when the paper names only the facility: then this is all that the facility's suitable units may hold.
/// </param>
public sealed record StockFacts(IReadOnlyList<StockLine> Lots, bool UnitIsRecorded)
{
    public long Doses => Lots.Sum(lot => lot.Doses);

    /// <summary>Doses of vaccines that freezing destroys.</summary>
    public long FreezeSensitiveDoses => Lots.Where(lot => lot.IsFreezeSensitive).Sum(lot => lot.Doses);
}
