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
        RegisteredAgent? owner = null;
        foreach (RegisteredAgent candidate in plan.Agents.Values)
        {
            // Every key is compared, each in fixed time: how long it takes tells nothing of any of them.
            owner = CryptographicOperations.FixedTimeEquals(candidate.KeySha256, shown) ? candidate : owner;
        }

        if (owner is null)
        {
            return (null, StatusCodes.Status401Unauthorized);
        }

        return AgentId.TryParse(agentId, CultureInfo.InvariantCulture, out AgentId id) && owner.Id == id
            ? (owner, StatusCodes.Status200OK)
            : (null, StatusCodes.Status403Forbidden);
    }
}
