namespace FirmwareSim.Mqtt;

/// <summary>What a server may say to a publisher that subscribes to nothing.</summary>
internal abstract record MqttAnswer
{
    private MqttAnswer()
    {
    }

    /// <summary>[3.2]; <paramref name="ReturnCode"/> 0 is welcome.</summary>
    internal sealed record Connected(bool SessionPresent, byte ReturnCode) : MqttAnswer;

    /// <summary>[3.4]</summary>
    internal sealed record Acknowledged(ushort PacketId) : MqttAnswer;

    /// <summary>[3.13]</summary>
    internal sealed record Pong : MqttAnswer;

    /// <summary>Anything else: the connection must be given up.</summary>
    internal sealed record Nonsense(string Why) : MqttAnswer;
}
