namespace FirmwareSim.Truth;

/// <summary>One thing that certainly happened on a wire; docs/protocols/scenario.md lists the kinds. Null is left out of the file.</summary>
internal sealed record TruthLine(string Kind)
{
    public string? Bus { get; init; }

    public string? Sensor { get; init; }

    public int? Slave { get; init; }

    public int? Function { get; init; }

    public int? Register { get; init; }

    /// <summary>As it stands in the register: tenths of a degree.</summary>
    public int? Value { get; init; }

    public string? Client { get; init; }

    public int? PacketId { get; init; }

    public bool? IsRepeat { get; init; }

    /// <summary>What the reading is worth, thousandths of a degree.</summary>
    public int? MilliCelsius { get; init; }

    /// <summary>The time in the payload, Unix milliseconds; none for a sensor that sends none.</summary>
    public long? PayloadTime { get; init; }

    public string? Payload { get; init; }

    public string? Detail { get; init; }
}
