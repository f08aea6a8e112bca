using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>What became of a list: either all of it stands, or nothing was changed and the mistakes say why.</summary>
public sealed record EquipmentImportOutcome
{
    public IReadOnlyList<ImportMistake> Mistakes { get; init; } = [];

    /// <summary>How many of each kind are new; after a dry run: would be.</summary>
    public IReadOnlyDictionary<EquipmentRowKind, int> Added { get; init; } = new Dictionary<EquipmentRowKind, int>();

    /// <summary>Lines that say what is registered already.</summary>
    public int AlreadyKnown { get; init; }

    /// <summary>True: nothing was written.</summary>
    public bool IsDry { get; init; }

    public bool IsGood => Mistakes.Count == 0;
}
