using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Power;

/// <summary>A command that knows whether there is mains power.</summary>
public sealed record PowerCommandOptions
{
    public static readonly TimeSpan DefaultEvery = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    public required string Name { get; init; }

    /// <summary>The program and its arguments; no shell is between.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The storage units that lose power with it.</summary>
    public required IReadOnlyList<StorageUnitId> Units { get; init; }

    /// <summary>Exit codes that mean "no mains power"; 0 always means that there is.</summary>
    /// <value>Default 1.</value>
    public IReadOnlyList<long> LostExitCodes { get; init; } = [1];

    /// <value>Default 15 s, from 1 s to 1 h.</value>
    public TimeSpan Every { get; init; } = DefaultEvery;

    /// <summary>A command that takes longer is ended and counts as a fault of the source, not as a power failure.</summary>
    /// <value>Default 10 s, from 1 s to 10 min.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;
}
