namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>What may happen between a sensor and the listener while messages are on their way.</summary>
internal enum ListenerFault
{
    /// <summary>The answers to messages are lost with the connection; the messages come again with DUP.</summary>
    LostPubAck,

    /// <summary>The connection is cut while a packet is half sent.</summary>
    CutInPacket,

    /// <summary>The agent ends between the disk and the PUBACK, and another begins on the same journal.</summary>
    AgentRestart,

    /// <summary>The same message is sent twice on one connection, the second time with DUP, as some firmware does.</summary>
    Repeated,

    /// <summary>The sensor comes again while its old connection lives.</summary>
    TakenOver,
}
