using ColdChain.Core.HandReadings;

namespace ColdChain.Server.Inspection;

/// <summary>What became of a draft.</summary>
public abstract record HandReadingOutcome
{
    private HandReadingOutcome()
    {
    }

    public sealed record Stored(HandReadingEntry Entry) : HandReadingOutcome;

    /// <summary>Nothing was written; <paramref name="NotBefore"/> is when it would be, where waiting helps.</summary>
    public sealed record Refused(HandReadingFault Fault, DateTimeOffset? NotBefore = null) : HandReadingOutcome;
}
