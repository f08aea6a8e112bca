using System.Globalization;
using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>AL-06. Whom to tell about a facility, step by step: its own contacts, then those of the facility above, and so on.</summary>
public sealed class ContactChain
{
    private readonly IReadOnlyList<IReadOnlyList<ContactChainStep>> _steps;

    private ContactChain(IReadOnlyList<IReadOnlyList<ContactChainStep>> steps) => _steps = steps;

    public int Length => _steps.Count;

    public IReadOnlyList<ContactChainStep> First => Length == 0 ? [] : _steps[0];

    public static async Task<ContactChain> OfAsync(
        RecordsDbContext records, FacilityId facilityId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        string path = await records.Facilities.Where(facility => facility.Id == facilityId)
            .Select(facility => facility.Path)
            .SingleAsync(cancellationToken);
        // The path is the list of ids from the root down, so the chain is it read backwards.
        FacilityId[] upward = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(id => FacilityId.Parse(id, CultureInfo.InvariantCulture))];
        List<ContactChainStep> contacts = await records.Set<ContactChainStep>().AsNoTracking()
            .Where(contact => upward.Contains(contact.FacilityId))
            .ToListAsync(cancellationToken);
        return new ContactChain([.. contacts
            .GroupBy(contact => (Height: Array.IndexOf(upward, contact.FacilityId), contact.Order))
            .OrderBy(step => step.Key.Height)
            .ThenBy(step => step.Key.Order)
            .Select(step => step.OrderBy(contact => contact.Id).ToArray())]);
    }

    /// <summary>The contacts whom the next step tells; each address once, even when it stands in several steps.</summary>
    public IReadOnlyList<ContactChainStep> ToTell(int stepsDone)
    {
        Range steps = EscalationPolicy.StepsToTell(stepsDone, Length);
        return [.. _steps.Take(steps).SelectMany(step => step).DistinctBy(contact => (contact.Way, contact.Address, contact.Mobile))];
    }

    public ContactChainStep? Find(long? contactId) =>
        _steps.SelectMany(step => step).FirstOrDefault(contact => contact.Id == contactId);
}
