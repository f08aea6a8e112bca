namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>DS18B20 probes on the 1-Wire pins of a board, read from files of Linux.</summary>
public sealed record KernelOptions
{
    public static readonly TimeSpan DefaultPoll = TimeSpan.FromMinutes(1);

    public required string Name { get; init; }

    public required IReadOnlyList<KernelSensorOptions> Sensors { get; init; }

    /// <value>Default 1 min, from 1 s to 1 h.</value>
    public TimeSpan Poll { get; init; } = DefaultPoll;
}
