using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Monitoring;

namespace ColdChain.Server.Inspection;

/// <summary>An excursion and what people did about it; no alarm when no rule fell due.</summary>
public sealed record MonthExcursion(ExcursionEntry Entry, Alarm? Alarm)
{
    /// <summary>True when cause and action are on record (AL-11).</summary>
    public bool IsDealtWith => Alarm?.Stage == AlarmStage.Closed;
}
