using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>Saves a person, or says loudly that it was not: Identity only returns that somebody else was quicker, and a lock must not be lost so.</summary>
internal static class PersonSaving
{
    public static async Task SaveAsync(this UserManager<Person> people, Person person)
    {
        ArgumentNullException.ThrowIfNull(people);
        Demand(await people.UpdateAsync(person));
    }

    /// <summary>With a new stamp: every session of theirs ends.</summary>
    public static async Task SaveAndEndSessionsAsync(this UserManager<Person> people, Person person)
    {
        ArgumentNullException.ThrowIfNull(people);
        Demand(await people.UpdateSecurityStampAsync(person));
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(
                "The person was not saved: " + string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
