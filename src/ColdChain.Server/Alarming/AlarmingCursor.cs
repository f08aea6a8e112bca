using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming;

/// <summary>How far alarming has read; moves in the transaction that did what the notice asked for.</summary>
public sealed class AlarmingCursor : INotAudited
{
    public const string ExcursionNotices = "excursion-notices";

    public required string Name { get; init; }

    /// <summary>The id of the last notice that was dealt with.</summary>
    public required long Position { get; set; }
}
