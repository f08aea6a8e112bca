using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>What an administrator does about people, in their own facility and below: everything here asks the scope itself.</summary>
/// <remarks>Each act reads and writes in one transaction, so that of two who act on one person at once the second finds what the first did.</remarks>
public sealed class PeopleDesk(RecordsDbContext records, UserManager<Person> people, FacilityScope scope, CurrentPerson administrator, CurrentActor actor)
{
    /// <summary>Reasons are read on a line of the audit trail.</summary>
    private const int LongestReason = 200;

    /// <summary>Everybody in scope, by facility and name; who has left stays on the list.</summary>
    public IQueryable<Person> People =>
        records.Users.Where(person => scope.Facilities.Any(facility => facility.Id == person.FacilityId));

    public async Task<PersonOutcome> AddAsync(PersonDraft draft, SetUpLinks links, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(links);
        string userName = draft.UserName?.Trim() ?? string.Empty;
        if (!PersonRules.IsUserName(userName))
        {
            return new PersonOutcome.Refused(PersonFault.UserNameForm);
        }

        Person person = new() { UserName = userName };
        if (await FillAsync(person, draft, cancellationToken) is { } fault)
        {
            return new PersonOutcome.Refused(fault);
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        IdentityResult created = await people.CreateAsync(person);
        if (!created.Succeeded)
        {
            return new PersonOutcome.Refused(PersonFault.UserNameTaken);
        }

        OneTimeSecret token = await links.MakeAsync(person.Id, cancellationToken);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PersonOutcome.Done(person, token);
    }

    public async Task<PersonOutcome> ChangeAsync(long id, PersonDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Person person = await People.SingleAsync(one => one.Id == id, cancellationToken);
        bool isSelf = person.Id == administrator.Id;
        if (isSelf && (draft.Role != person.Role || draft.Facility != person.FacilityId.ToString()))
        {
            return new PersonOutcome.Refused(PersonFault.OnSelf);
        }

        if (await FillAsync(person, draft, cancellationToken) is { } fault)
        {
            return new PersonOutcome.Refused(fault);
        }

        await people.SaveAsync(person);
        await transaction.CommitAsync(cancellationToken);
        return new PersonOutcome.Done(person, null);
    }

    /// <summary>Keeps a person out until they are admitted again; their sessions end with their next request.</summary>
    public Task<PersonOutcome> LockAsync(long id, string? reason, (SetUpLinks Links, Instant Now) with, CancellationToken cancellationToken) =>
        KeepOutAsync(id, reason, person => person.LockedAt = with.Now, with.Links, cancellationToken);

    /// <summary>A person works here no more. The record stays, for what they signed refers to it.</summary>
    public Task<PersonOutcome> LeaveAsync(long id, string? reason, (SetUpLinks Links, Instant Now) with, CancellationToken cancellationToken) =>
        KeepOutAsync(id, reason, person => person.LeftAt = with.Now, with.Links, cancellationToken);

    /// <summary>Whoever was locked, had locked themselves out by wrong passwords, or has come back.</summary>
    public async Task<PersonOutcome> AdmitAsync(long id, CancellationToken cancellationToken)
    {
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Person person = await People.SingleAsync(one => one.Id == id, cancellationToken);
        (person.LockedAt, person.LeftAt, person.LockoutEnd, person.AccessFailedCount) = (null, null, null, 0);
        await people.SaveAsync(person);
        await transaction.CommitAsync(cancellationToken);
        return new PersonOutcome.Done(person, null);
    }

    /// <summary>Takes the password away, ends the sessions, and gives a link to choose a new one.</summary>
    public async Task<PersonOutcome> ResetPasswordAsync(long id, SetUpLinks links, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(links);
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Person person = await People.SingleAsync(one => one.Id == id, cancellationToken);
        if (!person.MayEnter)
        {
            return new PersonOutcome.Refused(PersonFault.MayNotEnter);
        }

        (person.PasswordHash, person.LockoutEnd, person.AccessFailedCount) = (null, null, 0);
        OneTimeSecret token = await links.MakeAsync(person.Id, cancellationToken);
        await people.SaveAndEndSessionsAsync(person);
        await transaction.CommitAsync(cancellationToken);
        return new PersonOutcome.Done(person, token);
    }

    private async Task<PersonOutcome> KeepOutAsync(
        long id, string? reason, Action<Person> mark, SetUpLinks links, CancellationToken cancellationToken)
    {
        string because = reason?.Trim() ?? string.Empty;
        if (because.Length == 0)
        {
            return new PersonOutcome.Refused(PersonFault.ReasonMissing);
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Person person = await People.SingleAsync(one => one.Id == id, cancellationToken);
        if (person.Id == administrator.Id)
        {
            return new PersonOutcome.Refused(PersonFault.OnSelf);
        }

        actor.Reason = because.Length > LongestReason ? because[..LongestReason] : because;
        mark(person);
        await links.ReplaceAsync(person.Id, cancellationToken);
        await people.SaveAndEndSessionsAsync(person);
        await transaction.CommitAsync(cancellationToken);
        return new PersonOutcome.Done(person, null);
    }

    private async Task<PersonFault?> FillAsync(Person person, PersonDraft draft, CancellationToken cancellationToken)
    {
        if (!PersonRules.IsFullName(draft.FullName))
        {
            return PersonFault.FullNameForm;
        }

        if (draft.Role is null || !Roles.All.Contains(draft.Role))
        {
            return PersonFault.UnknownRole;
        }

        if (!FacilityId.TryParse(draft.Facility, CultureInfo.InvariantCulture, out FacilityId facility)
            || !await scope.MaySeeAsync(facility, cancellationToken))
        {
            return PersonFault.FacilityOutOfScope;
        }

        if (!PersonRules.IsPhone(draft.Phone))
        {
            return PersonFault.PhoneForm;
        }

        (person.FullName, person.Role, person.FacilityId) = (draft.FullName!.Trim(), draft.Role, facility);
        person.PhoneNumber = string.IsNullOrWhiteSpace(draft.Phone) ? null : draft.Phone.Trim();
        person.Language = draft.Language == "en" ? "en" : "zh";
        return null;
    }
}
