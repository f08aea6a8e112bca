namespace ColdChain.Server.Equipment.Dossier;

/// <summary>A repair of a unit (维修记录).</summary>
public sealed class Repair : DossierEntry
{
    /// <summary>What was wrong (故障).</summary>
    public required string Fault { get; init; }

    /// <summary>What was done about it (处理).</summary>
    public required string Remedy { get; init; }
}
