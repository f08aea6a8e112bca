using System.Security.Cryptography;
using System.Text.Json;

using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Ingest;

/// <summary><c>GET /api/v1/agents/{agentId}/profile</c>: the limits and rules of the agent's units, with a version to ask by.</summary>
internal sealed class ProfileEndpoint(EquipmentDirectory directory, TimeProvider clock)
{
    public async Task<IResult> AnswerAsync(string agentId, HttpContext http)
    {
        EquipmentPlan plan = await directory.PlanAsync(http.RequestAborted);
        (RegisteredAgent? agent, int status) = AgentDoor.Open(plan, agentId, http.Request.Headers.Authorization);
        if (agent is null)
        {
            return Results.Problem("The bearer key is missing or is not this agent's.", statusCode: status);
        }

        ProfileReply reply = Of(plan, agent, clock.GetCurrentInstant());
        string tag = $"\"{reply.Version}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(reply);
    }

    internal static ProfileReply Of(EquipmentPlan plan, RegisteredAgent agent, Instant now)
    {
        UnitProfile[] units =
        [
            .. plan.PlacementsInUnit
                .SelectMany(unit => unit)
                .Where(placement => placement.During.Contains(now) && IsServed(plan, agent, placement))
                .GroupBy(placement => placement.StorageUnitId)
                .OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal)
                .Select(unit => Of(unit.First().Profile, unit.Key.ToString(), [.. unit.Select(placement => placement.SensorId.ToString())])),
        ];
        string version = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(units)))[..16];
        return new ProfileReply(version, now.UnixMilliseconds, units);
    }

    private static bool IsServed(EquipmentPlan plan, RegisteredAgent agent, Placement placement) =>
        plan.FacilityPathOfSensor.TryGetValue(placement.SensorId, out string? path)
        && path.StartsWith(agent.FacilityPath, StringComparison.Ordinal);

    private static UnitProfile Of(StorageProfile profile, string unit, IReadOnlyList<string> sensors) => new()
    {
        Unit = unit,
        Sensors = sensors,
        ProfileId = profile.Id,
        ProfileVersion = profile.Version,
        Low = Of(profile.Low),
        High = Of(profile.High),
        LongestIntervalSeconds = (long)profile.LongestInterval.TotalSeconds,
        ReturnHoldSeconds = (long)profile.ReturnHold.TotalSeconds,
        AlarmRules =
        [
            .. profile.AlarmRules.Select(rule => new UnitAlarmRule(
                rule.Id,
                rule.Limit.Side == LimitSide.High ? "high" : "low",
                Of(rule.Limit)!,
                (long)rule.Hold.TotalSeconds,
                CountingOf(rule),
                (long)rule.Window.TotalSeconds,
                rule.IsForFreezeSensitiveStock,
                rule.Source)),
        ],
    };

    private static string CountingOf(AlarmRule rule) => rule.Counting switch
    {
        RuleCounting.Waiting => "waiting",
        RuleCounting.WithinExcursion => "withinExcursion",
        RuleCounting.WithinWindow => "withinWindow",
    };

    private static UnitLimit? Of(Limit? limit) => limit is null ? null : new UnitLimit(limit.Value.MilliCelsius, limit.Inclusive);
}
