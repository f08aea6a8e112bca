namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>What may happen between the agent and a broker while messages are on their way.</summary>
internal enum BrokerFault
{
    /// <summary>The line is cut while the agent's PUBACKs are on it: the broker sends again with DUP.</summary>
    LostPubAck,

    /// <summary>The broker is killed after it has saved what it acknowledged, and starts again.</summary>
    Killed,

    /// <summary>The line is down while messages come.</summary>
    Away,

    /// <summary>The agent ends and begins again on its journal.</summary>
    AgentRestart,
}
