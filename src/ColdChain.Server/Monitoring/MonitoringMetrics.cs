using System.Diagnostics.Metrics;

namespace ColdChain.Server.Monitoring;

/// <summary>Counts what monitoring did; read at <c>/metrics</c>.</summary>
public sealed class MonitoringMetrics : IDisposable
{
    private readonly Meter _meter = new("ColdChain.Server");
    private readonly Counter<long> _judged;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _failures;

    public MonitoringMetrics()
    {
        _judged = _meter.CreateCounter<long>("coldchain.monitoring.spans_judged");
        _notices = _meter.CreateCounter<long>("coldchain.monitoring.notices");
        _failures = _meter.CreateCounter<long>("coldchain.monitoring.failures");
        _meter.CreateObservableGauge("coldchain.monitoring.waiting_spans", () => Waiting);
        _meter.CreateObservableGauge("coldchain.monitoring.open_excursions", () => OpenExcursions);
        _meter.CreateObservableGauge("coldchain.monitoring.silent_sensors", () => SilentSensors);
    }

    /// <summary>Spans that were taken to be judged and are not done; zero when all that has arrived is judged.</summary>
    public int Waiting { get; set; }

    /// <summary>As of the last sweep.</summary>
    public int OpenExcursions { get; set; }

    /// <summary>As of the last sweep.</summary>
    public int SilentSensors { get; set; }

    /// <summary>The last thing that went wrong since the last time that all went well; null when nothing did.</summary>
    public string? Trouble { get; set; }

    public void Judged() => _judged.Add(1);

    public void Told(ExcursionNoticeKind kind) => _notices.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void Failed(string trouble)
    {
        Trouble = trouble;
        _failures.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
