namespace EndToEnd.Tests.Faults;

/// <summary>What is done to a running system. Further rows of the fault matrix become further members.</summary>
public enum FaultKind
{
    /// <summary>F1: kill -9 of the agent, started again at once.</summary>
    KillAgent,

    /// <summary>F2: kill -9 of the server, started again at once.</summary>
    KillServer,

    /// <summary>F8: the line between agent and server is down, both hear of it.</summary>
    CutNetwork,

    /// <summary>F8: the line is half-open: what is sent disappears.</summary>
    SwallowNetwork,

    /// <summary>F8: the server stores and its answer is lost.</summary>
    LoseReplies,

    /// <summary>
    /// F11: the broker ends in good order and is started again. Not kill -9: mosquitto 2.0 sends PUBACK before it saves,
    /// in every setting, so a kill loses what no agent can know of (docs/decisions/0005-mqtt-listener-and-codec.md).
    /// </summary>
    RestartBroker,
}
