using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.People;

namespace ColdChain.Server.Ingest;

/// <summary>The quarantine for administrators: what is in it, and admitting what can be by now.</summary>
/// <remarks>Entries of agents within the administrator's facilities only. The rules of admission are asked again: a sensor that
/// was registered since is known now; a temperature that no sensor measures stays where it is.</remarks>
internal sealed class QuarantineEndpoints(
    IQuarantine quarantine, EquipmentDirectory directory, CurrentPerson person, AuditTrail trail, TimeProvider clock)
{
    private const int MostLines = 500;

    public async Task<IResult> ListAsync(long? after, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        IReadOnlyList<QuarantineEntry> entries = await quarantine.ListAsync(MostLines, after, cancellationToken);
        return Results.Json(entries.Where(entry => MaySee(plan, entry)).Select(entry => LineOf(entry)));
    }

    public async Task<IResult> AdmitAsync(AdmitRequest request, CancellationToken cancellationToken)
    {
        if (request.Numbers is not { Count: > 0 and <= MostLines } || string.IsNullOrWhiteSpace(request.Reason))
        {
            return Results.Problem($"Name 1 to {MostLines} numbers, and a reason.", statusCode: StatusCodes.Status400BadRequest);
        }

        directory.Forget();
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        Instant now = clock.GetCurrentInstant();
        List<KeyValuePair<long, Reading>> admitted = [];
        List<QuarantineLine> kept = [];
        foreach (QuarantineEntry entry in await quarantine.FindAsync(request.Numbers, cancellationToken))
        {
            if (!MaySee(plan, entry))
            {
                continue;
            }

            AdmissionRules rules = new(plan, plan.Agents[entry.Agent].FacilityPath, now);
            (Reading? reading, RefusedReading? refused) = rules.Judge(entry.Sensor, entry.Reading);
            if (reading is { } good)
            {
                admitted.Add(new(entry.Number, good));
            }
            else
            {
                kept.Add(LineOf(entry) with { Reason = refused!.Reason.ToString(), Explanation = refused.Explanation });
            }
        }

        return await AdmitAsync(new QuarantineRelease(admitted, person.UserName, now), kept, cancellationToken);
    }

    private async Task<IResult> AdmitAsync(
        QuarantineRelease release, IReadOnlyList<QuarantineLine> kept, CancellationToken cancellationToken)
    {
        long[] numbers = [.. release.Readings.Select(entry => entry.Key)];
        await trail.AppendAsync("quarantine.admit", "quarantine", string.Join(',', numbers), cancellationToken);
        return await quarantine.AdmitAsync(release, cancellationToken) is ArrivalOutcome.Durable
            ? Results.Json(new AdmitReply(numbers, kept))
            : Results.Problem("The history cannot be written now; try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private bool MaySee(EquipmentPlan plan, QuarantineEntry entry) =>
        plan.Agents.TryGetValue(entry.Agent, out RegisteredAgent? agent)
        && agent.FacilityPath.StartsWith(person.FacilityPath, StringComparison.Ordinal);

    private static QuarantineLine LineOf(QuarantineEntry entry) => new()
    {
        Number = entry.Number,
        Agent = entry.Agent.ToString(),
        Sensor = entry.Sensor,
        Sequence = entry.Reading.Sequence,
        MeasuredAt = entry.Reading.MeasuredAt,
        MilliCelsius = entry.Reading.MilliCelsius,
        Reason = entry.Reason.ToString(),
        Explanation = entry.Explanation,
        StoredAt = entry.StoredAt.UnixMilliseconds,
    };
}
