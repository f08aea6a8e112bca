using ColdChain.Core.Time;

namespace ColdChain.Server.People;

/// <summary>The right to choose a password once: for a person who is new or has forgotten theirs, or for the first administrator.</summary>
/// <remarks>The token is 32 random bytes, shown once to whoever made the link; only its SHA-256 is stored.</remarks>
public sealed class SetUpLink
{
    /// <summary>Long enough for a link that is made on a Friday, short enough that a note left on a desk is soon worth nothing.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public long Id { get; init; }

    /// <summary>Null for the first administrator, who is no person on record until the link is used.</summary>
    public long? PersonId { get; init; }

    /// <summary>In lower-case hexadecimal.</summary>
    public required string TokenSha256 { get; init; }

    public required Instant MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public required Instant ExpiresAt { get; init; }

    public Instant? UsedAt { get; set; }

    /// <summary>When a newer link took its place, or its person was locked or left.</summary>
    public Instant? ReplacedAt { get; set; }
}
