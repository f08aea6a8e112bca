using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles;

/// <summary>What a logger counted of one of its limits on one day.</summary>
/// <param name="Number">As in <see cref="LoggerFile.AlarmLimits"/>.</param>
/// <param name="Minutes">Outside that limit on that day, midnight to midnight.</param>
/// <param name="FiredAt">When its alarm came; 00:00 also says that it was on since the day before.</param>
/// <param name="Ambient">The room at that time (Ultra Low).</param>
/// <param name="CA">0, 1 or 2; its maker does not say what it means.</param>
public sealed record LoggerDayAlarm(int Number, int Minutes, LoggerMoment? FiredAt, Temperature? Ambient, int? CA);
