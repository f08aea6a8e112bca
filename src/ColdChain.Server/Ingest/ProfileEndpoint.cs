using System.Security.Cryptography;
using System.Text.Json;

using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Ingest;

/// <summary><c>GET /api/v1/agents/{agentId}/profile</c>: the limits and rules of the agent's units, with a version to ask by.</summary>
internal sealed class ProfileEndpoint(EquipmentDirectory directory, AgentUnits units, TimeProvider clock)
{
    /// <summary>Half of SHA-256 in hexadecimal: enough that no two contents of one agent ever share it.</summary>
    private const int VersionLength = 32;

    public async Task<IResult> AnswerAsync(string agentId, HttpContext http)
    {
        EquipmentPlan plan = await directory.PlanAsync(http.RequestAborted);
        Instant now = clock.GetCurrentInstant();
        (RegisteredAgent? agent, int status, string? refusal) = AgentDoor.Open(plan, agentId, http.Request.Headers.Authorization, now);
        if (agent is null)
        {
            return Results.Problem(refusal, statusCode: status);
        }

        ProfileReply reply = Versioned(await units.OfAsync(plan, agent, now, http.RequestAborted)) with { ServerTime = now.UnixMilliseconds };
        string tag = $"\"{reply.Version}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(reply, WireJson.Default.ProfileReply);
    }

    /// <summary>The same content has the same version, whichever server of the county answers and however often it was started.</summary>
    private static ProfileReply Versioned(ProfileReply content) => content with
    {
        Version = Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, WireJson.Default.ProfileReply)))[..VersionLength],
    };
}
