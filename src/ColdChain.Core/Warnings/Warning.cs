using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Warnings;

/// <summary>Something that is worth a look while a sensor is in range. It is shown and wakes nobody (EX-19, EX-20).</summary>
public sealed record Warning
{
    /// <summary>EX-19. In range, above the pre-warning band.</summary>
    public const string NearHigh = "pre-warning.high";

    /// <summary>EX-19. In range, below the pre-warning band.</summary>
    public const string NearLow = "pre-warning.low";

    /// <summary>EX-20.</summary>
    public const string Rising = "rise";

    public required SensorId Sensor { get; init; }

    /// <summary>Which of the rules above. Stored as written: never rename.</summary>
    public required string RuleId { get; init; }

    /// <summary>The first reading beyond the band; or the lowest, from which it rose.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>From here on it is shown.</summary>
    public required Instant DueAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The temperature nearest to the limit.</summary>
    public required Temperature Extreme { get; init; }
}
