using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>One alarm of one unit at the edge, for one cause; immutable. Gone when the cause is gone.</summary>
/// <remarks>
/// A second rule or a second sensor of the same cause joins it and rings nobody anew (AL-02); cold after warm is an alarm of
/// its own.
/// </remarks>
internal sealed record StandingAlarm
{
    public required StorageUnitId Unit { get; init; }

    public required LocalCause Cause { get; init; }

    /// <summary>The first sensor that raised it.</summary>
    public required SensorId Sensor { get; init; }

    /// <summary>The rule that fell due, or <c>silence</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The first reading out of range, or the last one before the silence.</summary>
    public required Instant Since { get; init; }

    /// <summary>The reading furthest out when it was raised, or the last one before the silence.</summary>
    public required Temperature Value { get; init; }

    /// <summary>Core's rules of an alarm: raised, taken, resumed.</summary>
    public required AlarmState State { get; init; }

    /// <summary>How the last acknowledgement came.</summary>
    public AcknowledgedBy? Way { get; init; }

    public string Id => IdOf(Unit, Cause);

    /// <summary>Somebody has it and the pause runs.</summary>
    public bool IsQuiet => State.Stage == AlarmStage.Taken;

    public static string IdOf(StorageUnitId unit, LocalCause cause) => cause switch
    {
        LocalCause.TooWarm => $"{unit}:warm",
        LocalCause.TooCold => $"{unit}:cold",
        LocalCause.Silence => $"{unit}:silence",
    };
}
