namespace ColdChain.Agent.Retrying;

/// <summary>How long to wait between attempts at something that failed: a server, a broker, a port.</summary>
public sealed record RetryOptions
{
    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    /// <value>Default 1 s, from 10 ms to <see cref="LongestWait"/>.</value>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait never grows beyond this, so that a line that comes back is noticed.</summary>
    /// <value>Default 1 min, up to 1 h.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);
}
