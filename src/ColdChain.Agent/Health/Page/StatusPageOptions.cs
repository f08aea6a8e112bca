namespace ColdChain.Agent.Health.Page;

/// <summary>The page of the agent on its own machine.</summary>
public sealed record StatusPageOptions
{
    public const int DefaultPort = 8085;

    public bool IsOn { get; init; } = true;

    /// <summary>The port on 127.0.0.1; no other address is ever listened on.</summary>
    /// <value>Default 8085, from 1 to 65535.</value>
    public int Port { get; init; } = DefaultPort;
}
