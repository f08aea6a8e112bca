namespace ColdChain.Agent.LocalAlarm.Outputs.Command;

/// <summary>A program to run when an alarm sounds or falls silent.</summary>
public sealed record CommandOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The program and its arguments; no shell looks at them.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>After this it is killed, and counts as failed.</summary>
    /// <value>Default 30 s, from 1 s to 10 min.</value>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;
}
