using System.Diagnostics.Metrics;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming.Notifiers;

namespace ColdChain.Server.Alarming;

/// <summary>What alarming did since the start, by the same names that logs and records use.</summary>
public sealed class AlarmingCounters : IDisposable
{
    private readonly Meter _meter = new("ColdChain.Alarming");
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _deliveries;

    public AlarmingCounters()
    {
        _decisions = _meter.CreateCounter<long>("coldchain.alarm.decisions");
        _deliveries = _meter.CreateCounter<long>("coldchain.alarm.deliveries");
    }

    public void Decided(NotifyDecision decision) =>
        _decisions.Add(1, new KeyValuePair<string, object?>("decision", decision.ToString()));

    public void Attempted(ContactWay way, DeliveryOutcome outcome)
    {
        string result = outcome is DeliveryOutcome.Failed failed ? failed.Kind.ToString() : "Delivered";
        _deliveries.Add(
            1, new KeyValuePair<string, object?>("way", way.ToString()), new KeyValuePair<string, object?>("result", result));
    }

    public void Dispose() => _meter.Dispose();
}
