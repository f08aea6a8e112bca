using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Keys;

/// <summary>Makes, changes and revokes the keys of agents and integrations, in the administrator's facility and below.</summary>
public sealed class KeyDesk(
    RecordsDbContext records, FacilityScope scope, EquipmentDirectory directory, CurrentActor actor, TimeProvider clock)
{
    /// <summary>A key that is good for longer than this outlives those who know where it is.</summary>
    public const int MostDays = 3 * 366;

    /// <summary>Long enough to bring a new key to a gateway in the mountains.</summary>
    public const int MostOverlap = 60;

    private const int LongestReason = 200;

    /// <summary>The list marks keys that have less time left than this.</summary>
    public static readonly TimeSpan DueSoon = TimeSpan.FromDays(30);

    public IQueryable<AgentRegistration> Agents =>
        records.Agents.Where(agent => scope.Facilities.Any(facility => facility.Id == agent.FacilityId));

    public IQueryable<IntegrationKey> Integrations =>
        records.Set<IntegrationKey>().Where(key => scope.Facilities.Any(facility => facility.Id == key.FacilityId));

    public async Task<KeyOutcome> AddAgentAsync(KeyDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!AgentId.TryParse(draft.Name?.Trim(), CultureInfo.InvariantCulture, out AgentId id))
        {
            return new KeyOutcome.Refused(KeyFault.NameForm);
        }

        if (await FacilityAsync(draft, cancellationToken) is not { } facility)
        {
            return new KeyOutcome.Refused(KeyFault.FacilityOutOfScope);
        }

        if (draft.Days is < 1 or > MostDays)
        {
            return new KeyOutcome.Refused(KeyFault.DaysOutOfRange);
        }

        // One transaction writes at a time: of two who look here at once, the second finds what the first has written.
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (await records.Agents.AnyAsync(agent => agent.Id == id, cancellationToken))
        {
            return new KeyOutcome.Refused(KeyFault.NameTaken);
        }

        OneTimeSecret secret = OneTimeSecret.Make("cca_");
        AgentRegistration agent = new() { Id = id, FacilityId = facility, KeySha256 = secret.Sha256 };
        Give(agent, secret, draft.Days);
        records.Add(agent);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
        return new KeyOutcome.Done(secret);
    }

    /// <summary>A new key for an agent; the one before it opens for some days more, and one that was revoked opens never again.</summary>
    public async Task<KeyOutcome> ChangeAgentKeyAsync(string agentId, KeyDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Days is < 1 or > MostDays || draft.Overlap is not (>= 0 and <= MostOverlap))
        {
            return new KeyOutcome.Refused(KeyFault.DaysOutOfRange);
        }

        AgentRegistration agent = await FindAgentAsync(agentId, cancellationToken);
        Instant until = Earlier(Now + TimeSpan.FromDays(draft.Overlap.Value), agent.KeyExpiresAt);
        bool stays = agent.RevokedAt is null && until > Now;
        agent.FormerKeySha256 = stays ? agent.KeySha256 : null;
        agent.FormerKeyUntil = stays ? until : null;
        OneTimeSecret secret = OneTimeSecret.Make("cca_");
        agent.KeySha256 = secret.Sha256;
        agent.RevokedAt = null;
        Give(agent, secret, draft.Days);
        return await SaveAsync(secret, cancellationToken);
    }

    public async Task<KeyOutcome> RevokeAgentAsync(string agentId, string? reason, CancellationToken cancellationToken)
    {
        AgentRegistration agent = await FindAgentAsync(agentId, cancellationToken);
        if (agent.RevokedAt is not null)
        {
            return new KeyOutcome.Refused(KeyFault.IsOver);
        }

        if (!TryReason(reason))
        {
            return new KeyOutcome.Refused(KeyFault.ReasonMissing);
        }

        (agent.RevokedAt, agent.FormerKeySha256, agent.FormerKeyUntil) = (Now, null, null);
        return await SaveAsync(null, cancellationToken);
    }

    public async Task<KeyOutcome> AddIntegrationAsync(KeyDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        string name = draft.Name?.Trim() ?? string.Empty;
        if (!PersonRules.IsUserName(name))
        {
            return new KeyOutcome.Refused(KeyFault.NameForm);
        }

        if (await FacilityAsync(draft, cancellationToken) is not { } facility)
        {
            return new KeyOutcome.Refused(KeyFault.FacilityOutOfScope);
        }

        if (!draft.MayRead && !draft.MayPostMovements)
        {
            return new KeyOutcome.Refused(KeyFault.NoRight);
        }

        if (draft.Days is not (>= 1 and <= MostDays))
        {
            return new KeyOutcome.Refused(KeyFault.DaysOutOfRange);
        }

        OneTimeSecret secret = OneTimeSecret.Make("cci_");
        Add(name, facility, (draft.MayRead, draft.MayPostMovements), secret, draft.Days.Value);
        return await SaveAsync(secret, cancellationToken);
    }

    /// <summary>Another key with the same rights; the one before it opens for some days more.</summary>
    public async Task<KeyOutcome> ChangeIntegrationKeyAsync(long id, KeyDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Days is not (>= 1 and <= MostDays) || draft.Overlap is not (>= 0 and <= MostOverlap))
        {
            return new KeyOutcome.Refused(KeyFault.DaysOutOfRange);
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        IntegrationKey key = await Integrations.SingleAsync(one => one.Id == id, cancellationToken);
        if (key.RevokedAt is not null || key.ReplacedById is not null)
        {
            return new KeyOutcome.Refused(KeyFault.IsOver);
        }

        OneTimeSecret secret = OneTimeSecret.Make("cci_");
        IntegrationKey next = Add(key.Name, key.FacilityId, (key.MayRead, key.MayPostMovements), secret, draft.Days.Value);
        await records.SaveChangesAsync(cancellationToken);
        (key.ReplacedById, key.ExpiresAt) = (next.Id, Earlier(Now + TimeSpan.FromDays(draft.Overlap.Value), key.ExpiresAt));
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new KeyOutcome.Done(secret);
    }

    public async Task<KeyOutcome> RevokeIntegrationAsync(long id, string? reason, CancellationToken cancellationToken)
    {
        IntegrationKey key = await Integrations.SingleAsync(one => one.Id == id, cancellationToken);
        if (!key.IsGood(Now))
        {
            return new KeyOutcome.Refused(KeyFault.IsOver);
        }

        if (!TryReason(reason))
        {
            return new KeyOutcome.Refused(KeyFault.ReasonMissing);
        }

        (key.RevokedAt, key.RevokedBecause) = (Now, actor.Reason);
        return await SaveAsync(null, cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    private static Instant Earlier(Instant one, Instant? other) => other is { } end && end < one ? end : one;

    private void Give(AgentRegistration agent, OneTimeSecret secret, int? days)
    {
        (agent.KeyPrefix, agent.KeyMadeAt) = (secret.Prefix, Now);
        agent.KeyExpiresAt = days is { } some ? Now + TimeSpan.FromDays(some) : null;
    }

    private IntegrationKey Add(string name, FacilityId facility, (bool Read, bool PostMovements) may, OneTimeSecret secret, int days)
    {
        IntegrationKey key = new()
        {
            Name = name,
            FacilityId = facility,
            MayRead = may.Read,
            MayPostMovements = may.PostMovements,
            KeyPrefix = secret.Prefix,
            KeySha256 = secret.Sha256,
            MadeAt = Now,
            MadeBy = actor.Name,
            ExpiresAt = Now + TimeSpan.FromDays(days),
        };
        records.Add(key);
        return key;
    }

    private async Task<FacilityId?> FacilityAsync(KeyDraft draft, CancellationToken cancellationToken) =>
        FacilityId.TryParse(draft.Facility, CultureInfo.InvariantCulture, out FacilityId facility)
        && await scope.MaySeeAsync(facility, cancellationToken)
            ? facility
            : null;

    private Task<AgentRegistration> FindAgentAsync(string agentId, CancellationToken cancellationToken)
    {
        AgentId id = AgentId.Parse(agentId, CultureInfo.InvariantCulture);
        return Agents.SingleAsync(agent => agent.Id == id, cancellationToken);
    }

    private bool TryReason(string? reason)
    {
        string because = reason?.Trim() ?? string.Empty;
        actor.Reason = because.Length > LongestReason ? because[..LongestReason] : because;
        return because.Length > 0;
    }

    /// <summary>What ingest knows of keys is forgotten with it: a revoked one is refused from the next request on.</summary>
    private async Task<KeyOutcome> SaveAsync(OneTimeSecret? secret, CancellationToken cancellationToken)
    {
        await records.SaveChangesAsync(cancellationToken);
        directory.Forget();
        return new KeyOutcome.Done(secret);
    }
}
