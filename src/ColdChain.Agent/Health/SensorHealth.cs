using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Health;

/// <summary>Tells a fault of a sensor when it begins and when it ends, not at every poll. For one source, one task.</summary>
/// <remarks>
/// While a sensor is at fault, each further kind of fault is told once: a probe that first times out and then answers
/// 0x8000 has said two things. No more than six events until it is back.
/// </remarks>
public sealed class SensorHealth
{
    private readonly Dictionary<SensorId, HashSet<SensorFault>> _faults = [];

    /// <summary>The event to report, or null when this was said already.</summary>
    public WireEvent? Fault(SensorId sensor, Instant at, SensorFault fault, string detail)
    {
        if (!_faults.TryGetValue(sensor, out HashSet<SensorFault>? told))
        {
            _faults[sensor] = told = [];
        }

        return told.Add(fault) ? HealthEvents.SensorFault(sensor, at, fault, detail) : null;
    }

    /// <summary>The event to report, or null for a sensor that was well before.</summary>
    public WireEvent? Well(SensorId sensor, Instant at) =>
        _faults.Remove(sensor) ? HealthEvents.SensorBack(sensor, at) : null;
}
