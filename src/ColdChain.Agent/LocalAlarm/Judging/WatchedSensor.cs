using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;

namespace ColdChain.Agent.LocalAlarm.Judging;

/// <summary>A sensor of the plan: its guard, and when it was last heard.</summary>
internal sealed class WatchedSensor(SensorGuard guard)
{
    public const string SilenceRule = "silence";

    public SensorGuard Guard { get; } = guard;

    /// <summary>On the monotonic clock; null: not since the agent started.</summary>
    public long? HeardAt { get; set; }

    /// <summary>It speaks as it measures; a logger whose file is carried here once a week is not silent in between.</summary>
    public bool IsLive { get; set; }

    /// <summary>What is wrong by the rules, or null.</summary>
    public EdgeCondition? OutOfRange() => Guard.Alarm is not { } due ? null
        : new EdgeCondition(
            Guard.Unit.Id,
            due.Alarm.Rule.Limit.Side == LimitSide.High ? LocalCause.TooWarm : LocalCause.TooCold,
            Guard.Sensor,
            due.Alarm.Rule.Id,
            due.Excursion.StartedAt)
        {
            Value = due.Excursion.Peak,
        };

    /// <summary>Silent for longer than a reading speaks for (EX-06), or null. Silence is never "fine" (G5).</summary>
    public EdgeCondition? Silent(long startedAt, TimeProvider clock) =>
        IsLive && Guard.Unit.IsInUse && Guard.Last is { } last
        && clock.GetElapsedTime(HeardAt ?? startedAt) > Guard.Unit.Profile.LongestInterval
            ? new EdgeCondition(Guard.Unit.Id, LocalCause.Silence, Guard.Sensor, SilenceRule, last.MeasuredAt) { Value = last.Value }
            : null;
}
