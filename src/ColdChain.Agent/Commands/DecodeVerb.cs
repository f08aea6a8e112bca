using ColdChain.Agent.Decoding;

namespace ColdChain.Agent.Commands;

/// <summary>Decodes one file, message, exchange or line as the agent would, and prints what it says. Stores nothing.</summary>
internal static class DecodeVerb
{
    public static async Task<int> RunAsync(DecodeRequest request, TextWriter output)
    {
        DecodedReport report = request switch
        {
            DecodeRequest.OfFile file => FileDecoding.Run(file),
            DecodeRequest.OfMessage message => MessageDecoding.Run(message),
            DecodeRequest.OfExchange exchange => ExchangeDecoding.Run(exchange),
            DecodeRequest.OfLine line => LineDecoding.Run(line),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (string line in DecodedText.Write(report))
        {
            await output.WriteLineAsync(line);
        }

        return report switch
        {
            { Signature: SignatureStanding.Invalid } => ExitCode.SignatureInvalid,
            { Lines.Count: > 0, Rejected.Count: 0 } => ExitCode.Done,
            _ => ExitCode.Failed,
        };
    }
}
