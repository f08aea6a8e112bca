namespace FirmwareSim.Scenarios;

/// <summary>A logger that hangs in a fridge with its cable in the agent.</summary>
internal sealed record LoggerSensorPlan : SerialSensorPlan
{
    /// <summary>From one record to the next.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How far its clock is behind.</summary>
    public required TimeSpan Slow { get; init; }

    public override int StepMilliCelsius => 100;
}
