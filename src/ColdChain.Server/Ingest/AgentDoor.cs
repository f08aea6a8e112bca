using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Ingest;

/// <summary>Lets in an agent that shows its key.</summary>
public static class AgentDoor
{
    private const string Scheme = "Bearer ";

    private const string NoKey = "The bearer key is missing, revoked or no agent's. Take it from the server's set-up or its page /keys.";

    /// <summary>No header of a key is longer than this; the rest is not worth hashing.</summary>
    private const int LongestKey = 512;

    /// <summary>
    /// The agent, or the status to refuse with and why: 401 without the right key, 403 with the key of another agent.
    /// </summary>
    public static (RegisteredAgent? Agent, int Status, string? Refusal) Open(
        EquipmentPlan plan, string agentId, string? authorization, Instant now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (authorization is null
            || authorization.Length > LongestKey
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, StatusCodes.Status401Unauthorized, NoKey);
        }

        byte[] shown = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        if (AgentId.TryParse(agentId, CultureInfo.InvariantCulture, out AgentId id)
            && plan.Agents.TryGetValue(id, out RegisteredAgent? named)
            && KeyThatFits(named, shown) is { } key)
        {
            return key.IsOver(now)
                ? (null, StatusCodes.Status401Unauthorized, $"The bearer key was good until {key.Until}. An administrator makes a new one on the server's page /keys.")
                : (named, StatusCodes.Status200OK, null);
        }

        // Only who is refused anyway costs a look at every agent. Each is compared in fixed time, so that how long it takes
        // tells nothing of any of them; and what is compared are hashes, of which nobody can choose the bytes.
        bool isOfAnother = false;
        foreach (RegisteredAgent candidate in plan.Agents.Values)
        {
            isOfAnother |= KeyThatFits(candidate, shown)?.IsOver(now) is false;
        }

        return isOfAnother
            ? (null, StatusCodes.Status403Forbidden, $"The bearer key is that of another agent than '{agentId}'.")
            : (null, StatusCodes.Status401Unauthorized, NoKey);
    }

    private static RegisteredKey? KeyThatFits(RegisteredAgent agent, byte[] shown)
    {
        RegisteredKey? fits = null;
        foreach (RegisteredKey key in agent.Keys)
        {
            fits = CryptographicOperations.FixedTimeEquals(key.Sha256, shown) ? key : fits;
        }

        return fits;
    }
}
