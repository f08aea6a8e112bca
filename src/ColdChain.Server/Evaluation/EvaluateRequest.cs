using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>What the command line asks of <c>evaluate</c>.</summary>
internal sealed record EvaluateRequest
{
    public required StorageProfile Profile { get; init; }

    /// <summary>EX-36. Another profile to compare with; null: none.</summary>
    public StorageProfile? Against { get; init; }

    public required bool HoldsFreezeSensitiveStock { get; init; }

    public required string File { get; init; }

    public required SeriesOptions Series { get; init; }

    /// <summary>Null: when the last reading stops to speak.</summary>
    public Instant? Until { get; init; }

    public required bool AsJson { get; init; }
}
