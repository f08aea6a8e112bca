using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>AL-15. What woke nobody and must still be known: one message a morning to one address, for all its facilities.</summary>
public sealed class DigestStage(
    RecordsDbContext records, AlarmFactsReader facts, AlarmingOptions options, TimeProvider clock)
{
    private readonly Dictionary<(ContactWay, string, string?), DigestDraft> _drafts = [];

    /// <summary>Writes the digests whose morning has come; any number of calls write each once.</summary>
    public async Task WriteDueAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<FacilityId, DigestMorning> mornings = await MorningsAsync(cancellationToken);
        if (mornings.Count == 0)
        {
            return;
        }

        await GatherFoundOverAsync(mornings, cancellationToken);
        await GatherWithheldAsync(mornings, cancellationToken);
        foreach (DigestDraft draft in _drafts.Values)
        {
            await WriteAsync(draft, cancellationToken);
        }
    }

    /// <summary>AL-03.</summary>
    private async Task GatherFoundOverAsync(
        IReadOnlyDictionary<FacilityId, DigestMorning> mornings, CancellationToken cancellationToken)
    {
        List<Alarm> found = await records.Set<Alarm>().AsNoTracking()
            .Where(alarm => alarm.Stage == AlarmStage.BackInRange && alarm.StepsDone == 0 && alarm.DigestedAt == null)
            .OrderBy(alarm => alarm.StartedAt)
            .ToListAsync(cancellationToken);
        foreach (IGrouping<FacilityId, Alarm> ofFacility in found.GroupBy(alarm => alarm.FacilityId))
        {
            if (!mornings.TryGetValue(ofFacility.Key, out DigestMorning? morning))
            {
                continue;
            }

            ContactChain chain = await ContactChain.OfAsync(records, ofFacility.Key, cancellationToken);
            foreach (Alarm alarm in ofFacility.Where(alarm => alarm.RaisedAt < morning.CoversUntil))
            {
                PlaceNames place = await facts.PlaceAsync(alarm.StorageUnitId, cancellationToken);
                foreach (DigestDraft draft in chain.First.Select(contact => DraftFor(contact, morning)))
                {
                    draft.Alarms.Add(alarm);
                    draft.Lines.Add(new DigestLine(place, alarm.StartedAt, alarm.Peak, alarm.Limit));
                }
            }
        }
    }

    /// <summary>AL-12.</summary>
    private async Task GatherWithheldAsync(
        IReadOnlyDictionary<FacilityId, DigestMorning> mornings, CancellationToken cancellationToken)
    {
        var withheld = await records.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.State == OutboxState.Withheld && message.DigestedAt == null)
            .Join(
                records.Set<Alarm>(),
                message => message.AlarmId,
                alarm => alarm.Id,
                (message, alarm) => new { Message = message, alarm.FacilityId })
            .ToListAsync(cancellationToken);
        foreach (var one in withheld)
        {
            if (mornings.TryGetValue(one.FacilityId, out DigestMorning? morning) && one.Message.CreatedAt < morning.CoversUntil)
            {
                DraftFor(one.Message.Contact(one.FacilityId), morning).Withheld.Add(one.Message);
            }
        }
    }

    private DigestDraft DraftFor(ContactChainStep contact, DigestMorning morning)
    {
        (ContactWay, string, string?) address = (contact.Way, contact.Address, contact.Mobile);
        if (!_drafts.TryGetValue(address, out DigestDraft? draft))
        {
            draft = new DigestDraft(contact, morning);
            _drafts.Add(address, draft);
        }

        return draft;
    }

    /// <summary>The facilities where it is morning, by their own zones.</summary>
    private async Task<IReadOnlyDictionary<FacilityId, DigestMorning>> MorningsAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        List<Facility> facilities = await records.Facilities.AsNoTracking().ToListAsync(cancellationToken);
        Dictionary<FacilityId, DigestMorning> mornings = [];
        foreach (Facility facility in facilities)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
            if (DigestCalendar.DueMorning(now, zone, options.DigestAt) is { } morning)
            {
                mornings.Add(facility.Id, morning);
            }
        }

        return mornings;
    }

    private async Task WriteAsync(DigestDraft draft, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (await records.Set<OutboxMessage>().AnyAsync(message => message.Key == draft.Key, cancellationToken))
        {
            return;
        }

        Instant now = clock.GetCurrentInstant();
        records.Add(OutboxMessage.To(
            draft.Contact,
            draft.Key,
            MessagePurpose.Digest,
            new MessageParts(DigestText.Of(draft.Lines, draft.Withheld.Count, draft.Contact.IsEnglish), now) { LinkPath = "alarms" }));
        await records.SaveChangesAsync(cancellationToken);
        long[] alarms = [.. draft.Alarms.Select(alarm => alarm.Id)];
        long[] withheld = [.. draft.Withheld.Select(message => message.Id)];
        foreach (Alarm alarm in await records.Set<Alarm>().Where(alarm => alarms.Contains(alarm.Id)).ToListAsync(cancellationToken))
        {
            (alarm.DigestedAt, alarm.Version) = (now, alarm.Version + 1);
        }

        await records.Set<OutboxMessage>().Where(message => withheld.Contains(message.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.DigestedAt, now), cancellationToken);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
