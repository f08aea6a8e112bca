namespace FirmwareSim.Mqtt;

/// <summary>A reading on its way: waiting, or sent and not yet acknowledged.</summary>
internal sealed class OutgoingMessage(int milliCelsius, long? payloadTime, string payload)
{
    public int MilliCelsius => milliCelsius;

    /// <summary>Unix milliseconds, for sensors that send a time.</summary>
    public long? PayloadTime => payloadTime;

    public string Payload => payload;

    /// <summary>0 until it is first sent.</summary>
    public ushort PacketId { get; set; }

    /// <summary>On this connection.</summary>
    public bool IsSent { get; set; }

    /// <summary>On some connection before: a repetition says so [MQTT-3.3.1-1].</summary>
    public bool WasSent { get; set; }
}
