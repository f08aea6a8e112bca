namespace ColdChain.Testing.LoggerFiles;

/// <summary>One day of a made-up logger.</summary>
public sealed record PlannedDay(DateOnly Date)
{
    /// <summary>Null is written as dashes.</summary>
    public int? MinimumTenths { get; init; } = 31;

    public TimeOnly MinimumAt { get; init; } = new(4, 10);

    public int? MaximumTenths { get; init; } = 62;

    public TimeOnly MaximumAt { get; init; } = new(13, 45);

    public int? AverageTenths { get; init; } = 45;

    public int LowMinutes { get; init; }

    public int HighMinutes { get; init; }

    public TimeOnly? HighFiredAt { get; init; }

    /// <summary>Of the room, when the alarm came (Ultra Low).</summary>
    public int? AmbientTenths { get; init; }

    public int InternalTimeoutMinutes { get; init; }

    public TimeOnly? InternalTimeoutAt { get; init; }

    public int ExternalTimeoutMinutes { get; init; }

    public TimeOnly? ExternalTimeoutAt { get; init; }

    public TimeOnly? CheckedInMorning { get; init; }

    public TimeOnly? CheckedInAfternoon { get; init; }

    public int Events => (CheckedInMorning is null ? 0 : 8) + (CheckedInAfternoon is null ? 0 : 16);
}
