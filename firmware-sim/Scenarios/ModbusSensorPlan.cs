using FirmwareSim.Modbus;

namespace FirmwareSim.Scenarios;

/// <summary>A transmitter that is asked over a serial line.</summary>
internal sealed record ModbusSensorPlan : SensorPlan
{
    /// <summary>Path at which the slave side of the pseudo-terminal is to be found.</summary>
    public required string BusPath { get; init; }

    public required byte Slave { get; init; }

    public required RegisterMap Map { get; init; }

    /// <summary>What fault statements call the bus: the last segment of its path.</summary>
    public string BusName => Path.GetFileName(BusPath);
}
