namespace ColdChain.Server.Ingest;

/// <summary>One reading in quarantine as the API shows it.</summary>
public sealed record QuarantineLine
{
    public required long Number { get; init; }

    public required string Agent { get; init; }

    public required string Sensor { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Unix milliseconds, as sent; need not be a moment that exists.</summary>
    public required long MeasuredAt { get; init; }

    public required int MilliCelsius { get; init; }

    public required string Reason { get; init; }

    public required string Explanation { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long StoredAt { get; init; }
}
