namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>The server's answer to CONNECT (3.2.2.3). The numbers are those of the wire.</summary>
public enum ConnectReturnCode
{
    Accepted = 0,
    UnacceptableProtocolVersion = 1,
    IdentifierRejected = 2,
    ServerUnavailable = 3,
    BadUserNameOrPassword = 4,
    NotAuthorized = 5,
}
