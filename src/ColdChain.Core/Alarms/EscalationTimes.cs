namespace ColdChain.Core.Alarms;

/// <summary>The waits of an escalation. All are product rules (R8), aligned to "move the vaccine within 30 minutes".</summary>
public sealed record EscalationTimes
{
    /// <summary>AL-06. Long enough to walk to the fridge, short enough that a second person still has half of the 30 minutes.</summary>
    public static readonly TimeSpan DefaultStepAfter = TimeSpan.FromMinutes(15);

    /// <summary>AL-07.</summary>
    public static readonly TimeSpan DefaultRepeatEvery = TimeSpan.FromMinutes(30);

    /// <summary>AL-08. Also the longest that anybody can silence an alarm that is still out of range.</summary>
    public static readonly TimeSpan DefaultPauseFor = TimeSpan.FromMinutes(30);

    /// <summary>AL-04.</summary>
    public static readonly TimeSpan DefaultSettleFor = TimeSpan.FromMinutes(2);

    /// <summary>AL-04. A rule noticed this long after it fell due was found in late data.</summary>
    public static readonly TimeSpan DefaultLateAfter = TimeSpan.FromMinutes(5);

    public static readonly EscalationTimes Default = new();

    public TimeSpan StepAfter { get; init; } = DefaultStepAfter;

    public TimeSpan RepeatEvery { get; init; } = DefaultRepeatEvery;

    public TimeSpan PauseFor { get; init; } = DefaultPauseFor;

    public TimeSpan SettleFor { get; init; } = DefaultSettleFor;

    public TimeSpan LateAfter { get; init; } = DefaultLateAfter;
}
