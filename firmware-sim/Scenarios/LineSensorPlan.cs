using FirmwareSim.Lines;

namespace FirmwareSim.Scenarios;

/// <summary>A thermometer that sends lines of text.</summary>
internal sealed record LineSensorPlan : SerialSensorPlan
{
    public required LineForm Form { get; init; }

    /// <summary>How often one that talks by itself does so.</summary>
    public required TimeSpan Interval { get; init; }

    public override int StepMilliCelsius => Form == LineForm.Temperx232 ? 10 : 100;
}
