using ColdChain.Agent.Intake;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Turns attempts that fail and succeed into the two events that matter: it broke, it is back.</summary>
internal sealed class SourceHealth(string source, TimeProvider clock)
{
    private string? _fault;

    /// <summary>The event, or null when this very fault was told already.</summary>
    public Observation.Happened? Failed(string fault)
    {
        bool isTold = _fault == fault;
        _fault = fault;
        return isTold ? null : Happened(WireEventKinds.SourceFault, $"{source}: {fault}");
    }

    /// <summary>The event, or null when nothing had been wrong.</summary>
    public Observation.Happened? Succeeded()
    {
        bool wasFaulty = _fault is not null;
        _fault = null;
        return wasFaulty ? Happened(WireEventKinds.SourceBack, $"{source}: is back") : null;
    }

    private Observation.Happened Happened(string kind, string detail) => new(new WireEvent
    {
        Sequence = 0,
        Kind = kind,
        At = clock.GetCurrentInstant().UnixMilliseconds,
        Detail = LogText(detail),
    });

    private static string LogText(string detail) => Agent.Mqtt.LogText.OneLine(detail, most: 500);
}
