using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>For acts that change no record and still belong on the trail: log-ins, exports, refusals.</summary>
public sealed class AuditTrail(RecordsDbContext records, CurrentActor actor, TimeProvider clock)
{
    private const string PersonSubject = "person";

    /// <summary>Why the current actor does what follows.</summary>
    public void Because(string? reason) => actor.Reason = reason;

    public async Task AppendAsync(string action, string subject, string subjectKey, CancellationToken cancellationToken) =>
        await AppendAsync(new AuditAct(action, subject, subjectKey), cancellationToken);

    public async Task AppendAsync(AuditAct act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(act);
        records.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetCurrentInstant(),
            Actor = actor.Name,
            Action = act.Action,
            Subject = act.Subject,
            SubjectKey = act.SubjectKey,
            FacilityId = act.FacilityId ?? actor.FacilityId ?? await FacilityOfPersonAsync(act, cancellationToken),
            OldValues = act.OldValues,
            NewValues = act.NewValues,
            Reason = act.Reason ?? actor.Reason,
        });
        await records.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A log-in, refused or not, is for those to see who see the person; a name that nobody has is nobody's.</summary>
    private async Task<FacilityId?> FacilityOfPersonAsync(AuditAct act, CancellationToken cancellationToken)
    {
        if (act.Subject != PersonSubject)
        {
            return null;
        }

        string name = act.SubjectKey.ToUpperInvariant();
        return await records.Users.Where(person => person.NormalizedUserName == name)
            .Select(person => (FacilityId?)person.FacilityId).FirstOrDefaultAsync(cancellationToken);
    }
}
