namespace ColdChain.Agent.Decoding;

/// <summary>Logger files, for 'decode'.</summary>
internal static class FileDecoding
{
    public static DecodedReport Run(DecodeRequest.OfFile request) =>
        DecodedReport.Refused("request", $"this build does not decode {request}");
}
