namespace ColdChain.Core.HandReadings;

/// <summary>Whether a claim becomes a hand reading.</summary>
public abstract record HandReadingDecision
{
    private HandReadingDecision()
    {
    }

    /// <summary>It counts for this slot of this day of the facility.</summary>
    public sealed record Accepted(DateOnly Day, HandReadingSlot Slot, DateTimeOffset ReadAt, bool IsLate) : HandReadingDecision;

    /// <summary>It does not count; <paramref name="NotBefore"/> is when it would, where waiting helps.</summary>
    public sealed record Refused(HandReadingFault Fault, DateTimeOffset? NotBefore = null) : HandReadingDecision;
}
