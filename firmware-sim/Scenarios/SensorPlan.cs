namespace FirmwareSim.Scenarios;

/// <summary>A <c>sensor</c> statement: what hangs in the fridge, whatever it speaks.</summary>
internal abstract record SensorPlan
{
    public required int Line { get; init; }

    /// <summary>Such as <c>gaochuan/fridge-2/top</c>.</summary>
    public required string Sensor { get; init; }

    public required double LagSeconds { get; init; }

    public required double OffsetKelvin { get; init; }

    public required double NoiseKelvin { get; init; }

    /// <summary>Every answer or message carries the next value of a series, so that each can be recognised.</summary>
    public required bool IsCounting { get; init; }

    /// <summary>What its readings are multiples of: thousandths for JSON, tenths for a register.</summary>
    public virtual int StepMilliCelsius => 1;

    /// <summary>The unit it hangs in: all but the last segment of its name.</summary>
    public string Unit => Sensor[..Math.Max(0, Sensor.LastIndexOf('/'))];
}
