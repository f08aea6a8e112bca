using ColdChain.Core.Time;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Audit;

/// <summary>For acts that change no record and still belong on the trail: log-ins, exports, refusals.</summary>
public sealed class AuditTrail(RecordsDbContext records, CurrentActor actor, TimeProvider clock)
{
    public async Task AppendAsync(string action, string subject, string subjectKey, CancellationToken cancellationToken)
    {
        records.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetCurrentInstant(),
            Actor = actor.Name,
            Action = action,
            Subject = subject,
            SubjectKey = subjectKey,
            Reason = actor.Reason,
        });
        await records.SaveChangesAsync(cancellationToken);
    }
}
