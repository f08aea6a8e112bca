using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming.Links;

/// <summary>AL-09. The right of one contact to take one alarm, once. Only the hash of the token is stored.</summary>
public sealed class AcknowledgementLink : INotAudited
{
    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public required string TokenSha256 { get; init; }

    public required long AlarmId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>As it was when the link was made: the name that the record will bear.</summary>
    public required string ContactName { get; init; }

    public required string Language { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>When its button was pressed; it takes nothing a second time.</summary>
    public Instant? UsedAt { get; set; }
}
