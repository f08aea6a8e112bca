namespace ColdChain.Agent.Decoding;

/// <summary>Everything that one file, message, exchange or line said.</summary>
public sealed record DecodedReport(
    IReadOnlyList<DecodedLine> Lines, IReadOnlyList<RejectedPart> Rejected, SignatureStanding Signature)
{
    /// <summary>Nothing could be decoded, for one reason.</summary>
    public static DecodedReport Refused(string where, string reason) =>
        new([], [new RejectedPart(where, reason)], SignatureStanding.Absent);
}
