using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>AL-12. How many messages one address may get before the rest waits for the digest.</summary>
/// <remarks>
/// R8 of the product rules. Providers of text messages refuse more than 50 of one template to one phone in 24 hours,
/// and count refused ones; 40 leaves room for a test message and for log-in codes. Back-in-range and digest messages
/// count but are never withheld: they are what makes the phone quiet.
/// </remarks>
public sealed record MessageAllowance
{
    public const int DefaultMost = 40;

    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public int Most { get; init; } = DefaultMost;

    public AllowanceDecision Decide(int sentWithinWindow) =>
        sentWithinWindow < Most ? AllowanceDecision.Send : AllowanceDecision.WithholdForDigest;

    /// <summary>Messages from before this moment no longer count.</summary>
    public static Instant CountFrom(Instant now) => now - Window;
}
