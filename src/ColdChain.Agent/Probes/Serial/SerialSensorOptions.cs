using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>One sensor on a bus: whom to ask for what, and how to read the answer.</summary>
/// <param name="Slave">1 to 247; 0 would be a broadcast, which nobody answers.</param>
public sealed record SerialSensorOptions(SensorId Sensor, byte Slave, ModbusPoint Point)
{
    /// <summary>The transmitter, when it is known by a profile: then one question may serve several of its sensors.</summary>
    public ModbusProfile? Profile { get; init; }

    /// <summary>From one question to the next.</summary>
    /// <value>Default: the bus's.</value>
    public TimeSpan? Poll { get; init; }

    /// <summary>From the question to the end of the answer.</summary>
    /// <value>Default: the bus's.</value>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>Further attempts after a failed one.</summary>
    /// <value>Default: the bus's.</value>
    public int? Retries { get; init; }
}
