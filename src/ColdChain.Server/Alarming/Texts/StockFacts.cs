namespace ColdChain.Server.Alarming.Texts;

/// <summary>What is inside a storage unit, as far as its alarm must say it.</summary>
/// <param name="Lots">Lots with at least one dose.</param>
/// <param name="Doses">All doses.</param>
/// <param name="FreezeSensitiveDoses">Those of vaccines that freezing destroys.</param>
/// <param name="UnitIsRecorded">
/// False when the paper names only the facility: then this is all that the facility's suitable units may hold.
/// </param>
public sealed record StockFacts(int Lots, long Doses, long FreezeSensitiveDoses, bool UnitIsRecorded);
