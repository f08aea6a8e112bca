using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Ingest;

/// <summary>Lets in an agent that shows its key.</summary>
public static class AgentDoor
{
    private const string Scheme = "Bearer ";

    /// <summary>No header of a key is longer than this; the rest is not worth hashing.</summary>
    private const int LongestKey = 512;

    /// <summary>
    /// The agent, or the status to refuse with: 401 without the right key, 403 with the key of another agent.
    /// </summary>
    public static (RegisteredAgent? Agent, int Status) Open(EquipmentPlan plan, string agentId, string? authorization)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (authorization is null
            || authorization.Length > LongestKey
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, StatusCodes.Status401Unauthorized);
        }

        byte[] shown = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        if (AgentId.TryParse(agentId, CultureInfo.InvariantCulture, out AgentId id)
            && plan.Agents.TryGetValue(id, out RegisteredAgent? named)
            && CryptographicOperations.FixedTimeEquals(named.KeySha256, shown))
        {
            return (named, StatusCodes.Status200OK);
        }

        // Only who is refused anyway costs a look at every agent. Each is compared in fixed time, so that how long it takes
        // tells nothing of any of them; and what is compared are hashes, of which nobody can choose the bytes.
        bool isOfAnother = false;
        foreach (RegisteredAgent candidate in plan.Agents.Values)
        {
            isOfAnother |= CryptographicOperations.FixedTimeEquals(candidate.KeySha256, shown);
        }

        return (null, isOfAnother ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized);
    }
}
