using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>An edge agent that may send readings, for its facility and those below.</summary>
public sealed class AgentRegistration
{
    public required AgentId Id { get; init; }

    public required FacilityId FacilityId { get; set; }

    /// <summary>
    /// SHA-256 of the bearer key, in lower-case hexadecimal. The key is 32 random bytes, so a slow hash would add
    /// nothing.
    /// </summary>
    public required string KeySha256 { get; set; }

    /// <summary>The first characters of the key, to recognise it by; null for one that came with a set-up file.</summary>
    public string? KeyPrefix { get; set; }

    public Instant? KeyMadeAt { get; set; }

    /// <summary>Null: until it is revoked.</summary>
    public Instant? KeyExpiresAt { get; set; }

    /// <summary>After a change of keys the one before it opens as well, until the agent has been given the new one.</summary>
    public string? FormerKeySha256 { get; set; }

    public Instant? FormerKeyUntil { get; set; }

    /// <summary>From then on no key opens.</summary>
    public Instant? RevokedAt { get; set; }
}
