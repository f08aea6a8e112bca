namespace ColdChain.Agent.Decoding;

/// <summary>What 'decode' is asked to decode.</summary>
public abstract record DecodeRequest
{
    private DecodeRequest()
    {
    }

    /// <summary>A logger's file. Without a zone its local times stay unknown moments.</summary>
    /// <param name="TimeZone">The IANA name of the zone that the logger's clock shows.</param>
    public sealed record OfFile(string Path, string? TimeZone) : DecodeRequest;

    /// <summary>One MQTT message; the payload is a file.</summary>
    public sealed record OfMessage(string Profile, string Topic, string PayloadPath) : DecodeRequest;

    /// <summary>A question on a serial bus and its answer, in hexadecimal.</summary>
    public sealed record OfExchange(string Profile, string RequestHex, string ResponseHex) : DecodeRequest;

    /// <summary>One line of a device that sends text.</summary>
    public sealed record OfLine(string Profile, string Text) : DecodeRequest;
}
