namespace ColdChain.Agent.Decoding;

/// <summary>Exchanges on a serial bus, for 'decode'.</summary>
internal static class ExchangeDecoding
{
    public static DecodedReport Run(DecodeRequest.OfExchange request) =>
        DecodedReport.Refused("request", $"this build does not decode {request}");
}
