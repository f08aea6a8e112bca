using System.Globalization;
using System.Net.Mail;
using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>Takes the contact chains of a set-up file over: adds and renames, removes nobody. May be run again.</summary>
public static class ContactSetUp
{
    /// <summary>Adds to the caller's unsaved changes, and what is wrong to the caller's list.</summary>
    public static async Task AddAsync(
        RecordsDbContext records, IReadOnlyList<ContactLine> lines, ICollection<string> mistakes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(mistakes);
        List<ContactChainStep> known = await records.Set<ContactChainStep>().ToListAsync(cancellationToken);
        foreach (ContactLine line in lines)
        {
            string[] wrong = [.. Mistakes(line)];
            FacilityId? facility = FacilityId.TryParse(line.Facility, CultureInfo.InvariantCulture, out FacilityId id)
                && await records.Set<Facility>().FindAsync([id], cancellationToken) is not null ? id : null;
            if (facility is null)
            {
                mistakes.Add($"contacts: '{line.Name}' is of the facility '{line.Facility}', which is neither in this file nor in the records.");
            }

            Array.ForEach(wrong, mistakes.Add);
            if (facility is not null && wrong.Length == 0)
            {
                Apply(records, known, facility.Value, line);
            }
        }
    }

    private static void Apply(RecordsDbContext records, List<ContactChainStep> known, FacilityId facility, ContactLine line)
    {
        ContactChainStep? contact = known.Find(candidate => candidate.FacilityId == facility
            && candidate.Order == line.Order
            && candidate.Way == line.Way
            && candidate.Address == line.Address
            && candidate.Mobile == line.Mobile);
        if (contact is null)
        {
            contact = new ContactChainStep
            {
                FacilityId = facility,
                Order = line.Order,
                Name = line.Name,
                Way = line.Way,
                Address = line.Address,
                Mobile = line.Mobile,
                Language = line.Language,
            };
            records.Add(contact);
            known.Add(contact);
        }

        (contact.Name, contact.Language) = (line.Name, line.Language);
    }

    private static IEnumerable<string> Mistakes(ContactLine line)
    {
        if (line.Order < 1)
        {
            yield return $"contacts: '{line.Name}' has the order {line.Order}; the first is 1.";
        }

        if (line.Language is not ("zh" or "en"))
        {
            yield return $"contacts: '{line.Name}' has the language '{line.Language}'; allowed are zh and en.";
        }

        if (line.Way == ContactWay.Email && !MailAddress.TryCreate(line.Address, out _))
        {
            yield return $"contacts: '{line.Name}' has '{MaskedAddress.Of(line.Address)}', which is no mail address.";
        }

        if (string.IsNullOrWhiteSpace(line.Name) || string.IsNullOrWhiteSpace(line.Address))
        {
            yield return $"contacts: somebody of '{line.Facility}' has no name or no address.";
        }
    }
}
