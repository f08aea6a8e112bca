using ColdChain.Core.Lots;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>What became of a list: either all of it stands, or nothing was changed and the mistakes say why.</summary>
public sealed record ImportOutcome
{
    public IReadOnlyList<ImportMistake> Mistakes { get; init; } = [];

    /// <summary>Lines that are new.</summary>
    public int Added { get; init; }

    /// <summary>Lines that had been entered before, word for word.</summary>
    public int AlreadyKnown { get; init; }

    /// <summary>Entries that the new lines leave empty, by line; no reason to refuse them (LT-08).</summary>
    public IReadOnlyList<(int Line, IReadOnlyList<PaperEntry> Entries)> Missing { get; init; } = [];
}
