namespace FirmwareSim.Scenarios;

/// <summary>A device on a serial line.</summary>
internal abstract record SerialSensorPlan : SensorPlan
{
    /// <summary>Path at which the slave side of the pseudo-terminal is to be found.</summary>
    public required string BusPath { get; init; }

    /// <summary>What fault statements call the bus: the last segment of its path.</summary>
    public string BusName => Path.GetFileName(BusPath);
}
