using ColdChain.Agent.Health;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Whether a source's port works: told once when it does not, once when it does again, and when to try it next.</summary>
/// <remarks>A port counts as working when a sensor was heard on it, not when it could be opened.</remarks>
internal sealed class PortStanding(string source, string path, RetryOptions reopen, TimeProvider clock)
{
    private readonly RetrySchedule _reopening = new(reopen, clock, Random.Shared);
    private SerialFault? _fault;

    /// <summary>The event to report, or null when this was said already.</summary>
    public WireEvent? Fault(SerialFault fault, Instant now)
    {
        if (_fault == fault)
        {
            return null;
        }

        _fault = fault;
        return HealthEvents.SourceFault(source, now, SerialFaultText.Explain(fault, path));
    }

    /// <summary>The event to report, or null for a port that worked before.</summary>
    public WireEvent? Works(Instant now)
    {
        _reopening.Succeeded();
        if (_fault is null)
        {
            return null;
        }

        _fault = null;
        return HealthEvents.SourceBack(source, now);
    }

    /// <summary>How long to wait before the port is opened again.</summary>
    public TimeSpan Closed()
    {
        _reopening.Failed();
        return _reopening.NextDelay;
    }
}
