namespace ColdChain.Core.LoggerFiles;

/// <summary>One stretch of time that a Q-tag lists for one of its limits.</summary>
/// <param name="Number">As in <see cref="LoggerFile.AlarmLimits"/>.</param>
/// <param name="StartedAt">When the limit was passed.</param>
/// <param name="Minutes">Outside it.</param>
/// <param name="FiredAt">When the alarm came.</param>
/// <param name="EndedAt">Null while it goes on, and for limits that add up.</param>
public sealed record LoggerAlarmEpisode(int Number, LoggerMoment? StartedAt, int Minutes, LoggerMoment? FiredAt, LoggerMoment? EndedAt)
{
    /// <summary>The furthest out; null for limits that add up.</summary>
    public LoggerExtreme? Peak { get; init; }
}
