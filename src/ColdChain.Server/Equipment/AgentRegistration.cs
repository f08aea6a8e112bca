using ColdChain.Core.Identity;

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
}
