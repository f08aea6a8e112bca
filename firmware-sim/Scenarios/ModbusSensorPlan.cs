using FirmwareSim.Modbus;

namespace FirmwareSim.Scenarios;

/// <summary>A transmitter that is asked over a serial line.</summary>
internal sealed record ModbusSensorPlan : SerialSensorPlan
{
    public required byte Slave { get; init; }

    public required RegisterMap Map { get; init; }

    /// <summary>Which input of a board, from 1; 1 for a transmitter of one probe.</summary>
    public required int Probe { get; init; }

    public override int StepMilliCelsius => 100;
}
