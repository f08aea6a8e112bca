namespace ColdChain.Agent.Decoding;

/// <summary>MQTT messages, for 'decode'.</summary>
internal static class MessageDecoding
{
    public static DecodedReport Run(DecodeRequest.OfMessage request) =>
        DecodedReport.Refused("request", $"this build does not decode {request}");
}
