using ColdChain.Core.HandReadings;
using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>What became of a draft.</summary>
public abstract record HandReadingOutcome
{
    private HandReadingOutcome()
    {
    }

    /// <summary>Nothing was written: it was not signed.</summary>
    public sealed record NotSigned(SignatureFault Fault) : HandReadingOutcome;

    public sealed record Stored(HandReadingEntry Entry) : HandReadingOutcome;

    /// <summary>Nothing was written; <paramref name="NotBefore"/> is when it would be, where waiting helps.</summary>
    public sealed record Refused(HandReadingFault Fault, DateTimeOffset? NotBefore = null) : HandReadingOutcome;
}
