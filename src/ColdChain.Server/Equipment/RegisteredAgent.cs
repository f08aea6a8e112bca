using ColdChain.Core.Identity;

namespace ColdChain.Server.Equipment;

/// <summary>An agent as the directory knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FacilityPath">It serves this facility and those below (a prefix of their paths).</param>
/// <param name="Keys">The bearer keys that open, and until when: one, two while a new one is being brought to the agent, none once revoked.</param>
public sealed record RegisteredAgent(AgentId Id, string FacilityPath, IReadOnlyList<RegisteredKey> Keys)
{
    internal static RegisteredAgent Of(AgentRegistration agent, string facilityPath)
    {
        List<RegisteredKey> keys = [];
        if (agent.RevokedAt is null)
        {
            keys.Add(new RegisteredKey(Convert.FromHexString(agent.KeySha256), agent.KeyExpiresAt));
            if (agent is { FormerKeySha256: { } former, FormerKeyUntil: { } until })
            {
                keys.Add(new RegisteredKey(Convert.FromHexString(former), until));
            }
        }

        return new RegisteredAgent(agent.Id, facilityPath, keys);
    }
}
