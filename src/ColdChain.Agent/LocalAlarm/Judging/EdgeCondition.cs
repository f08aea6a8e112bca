using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm.Judging;

/// <summary>Something that is wrong with a unit at this moment, as one of its sensors shows.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Sensor">Which sensor shows it.</param>
/// <param name="Rule">The rule that fell due, or <c>silence</c>.</param>
/// <param name="Since">The first reading out of range, or the last one before the silence.</param>
internal sealed record EdgeCondition(
    StorageUnitId Unit, LocalCause Cause, SensorId Sensor, string Rule, Instant Since)
{
    /// <summary>The reading furthest out, or the last one before the silence.</summary>
    public required Temperature Value { get; init; }

    public string AlarmId => StandingAlarm.IdOf(Unit, Cause);
}
