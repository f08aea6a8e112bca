namespace ColdChain.Agent.Decoding;

/// <summary>Lines of devices that send text, for 'decode'.</summary>
internal static class LineDecoding
{
    public static DecodedReport Run(DecodeRequest.OfLine request) =>
        DecodedReport.Refused("request", $"this build does not decode {request}");
}
