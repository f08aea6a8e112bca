namespace ColdChain.Agent.Buffer;

/// <summary>One row of <c>entries</c> as it is in the file; a reading has a temperature, an event a kind.</summary>
internal readonly record struct EntryFields
{
    public required long Sequence { get; init; }

    /// <summary>Unix milliseconds, as this machine's clock said it (ClockRuns corrects it on the way out).</summary>
    public required long At { get; init; }

    public string? Sensor { get; init; }

    public long? MilliCelsius { get; init; }

    public long? Flags { get; init; }

    public string? Kind { get; init; }

    public string? Unit { get; init; }

    public string? Detail { get; init; }
}
