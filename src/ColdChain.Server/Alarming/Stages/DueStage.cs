using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

/// <summary>
/// Tells a facility's first contacts a week before a calibration or a key ends, and on the day: each once. One message a morning to one
/// address, so that what was due long before the first start is one summary.
/// </summary>
internal sealed class DueStage(RecordsDbContext records, DueThings things, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>Product decision: a laboratory or a township needs some days, and nobody reads of the same thing each morning.</summary>
    private const int DaysBefore = 7;

    private readonly Dictionary<string, (ContactChainStep Contact, List<(DueThing Thing, string Key)> Told)> _drafts = [];

    /// <summary>Writes what is to be told this morning; any number of calls write each once.</summary>
    public async Task WriteDueAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        Dictionary<FacilityId, DateOnly> mornings = [];
        foreach (Facility facility in await records.Facilities.AsNoTracking().ToListAsync(cancellationToken))
        {
            if (DigestCalendar.DueMorning(now, TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone), options.DigestAt) is { } morning)
            {
                mornings.Add(facility.Id, morning.Day);
            }
        }

        if (mornings.Count == 0)
        {
            return;
        }

        foreach (var ofFacility in (await things.ReadAsync(cancellationToken)).GroupBy(thing => thing.Facility))
        {
            if (mornings.TryGetValue(ofFacility.Key, out DateOnly today)
                && ofFacility.Where(thing => thing.DueOn.DayNumber - today.DayNumber <= DaysBefore).ToArray() is { Length: > 0 } near)
            {
                await GatherAsync(ofFacility.Key, near, today, cancellationToken);
            }
        }

        foreach (var draft in _drafts)
        {
            await WriteAsync(draft.Key, draft.Value, mornings[draft.Value.Told[0].Thing.Facility], cancellationToken);
        }
    }

    private async Task GatherAsync(FacilityId facility, DueThing[] near, DateOnly today, CancellationToken cancellationToken)
    {
        ContactChain chain = await ContactChain.OfAsync(records, facility, cancellationToken);
        foreach (ContactChainStep contact in chain.First)
        {
            string address = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{contact.Way}|{contact.Address}|{contact.Mobile}")).AsSpan(0, 8));
            var keyed = near.Select(thing => (Thing: thing, Key: KeyOf(thing, today, address))).ToArray();
            string[] keys = [.. keyed.Select(one => one.Key)];
            HashSet<string> told = [.. await records.Set<DueNotice>().Where(notice => keys.Contains(notice.Key)).Select(notice => notice.Key).ToListAsync(cancellationToken)];
            var fresh = keyed.Where(one => !told.Contains(one.Key)).ToArray();
            if (fresh.Length > 0)
            {
                _drafts.TryAdd(address, (contact, []));
                _drafts[address].Told.AddRange(fresh);
            }
        }
    }

    private static string KeyOf(DueThing thing, DateOnly today, string address) => string.Create(
        CultureInfo.InvariantCulture, $"{thing.Key}/{thing.DueOn:yyyy-MM-dd}/{(thing.DueOn <= today ? "day" : "week")}/{address}");

    private async Task WriteAsync(
        string address, (ContactChainStep Contact, List<(DueThing Thing, string Key)> Told) draft, DateOnly today, CancellationToken cancellationToken)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"due/{today:yyyy-MM-dd}/{address}");
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (await records.Set<OutboxMessage>().AnyAsync(message => message.Key == key, cancellationToken))
        {
            // What came up since this morning's message waits for the next one.
            return;
        }

        Instant now = clock.GetCurrentInstant();
        MessageText text = DueText.Of([.. draft.Told.Select(one => one.Thing)], today, draft.Contact.IsEnglish);
        records.Add(OutboxMessage.To(draft.Contact, key, MessagePurpose.Due, new MessageParts(text, now) { LinkPath = "due" }));
        records.AddRange(draft.Told.Select(one => new DueNotice { Key = one.Key, ToldAt = now }));
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
