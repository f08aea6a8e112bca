namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>The flags byte of CONNECT (3.1.2.3), shared by encoder and decoder as the table of the standard is.</summary>
internal static class ConnectFlags
{
    public const int Reserved = 0b0000_0001;
    public const int CleanSession = 0b0000_0010;
    public const int Will = 0b0000_0100;
    public const int WillQualityShift = 3;
    public const int WillQualityMask = 0b11;
    public const int WillRetain = 0b0010_0000;
    public const int Password = 0b0100_0000;
    public const int UserName = 0b1000_0000;

    /// <summary>3.1.2.1: protocol name, and 3.1.2.2: the level of MQTT 3.1.1.</summary>
    public const byte ProtocolLevel = 4;

    /// <summary>That of MQTT 5, whose clients read another CONNACK.</summary>
    public const byte ProtocolLevel5 = 5;

    public static ReadOnlySpan<byte> ProtocolName => "MQTT"u8;
}
