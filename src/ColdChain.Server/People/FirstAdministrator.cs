using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>The way in where nobody is on record yet: a link, printed once on the console of whoever started the server.</summary>
public sealed class FirstAdministrator(
    RecordsDbContext records, UserManager<Person> people, SetUpLinks links, CurrentActor actor, TimeProvider clock)
{
    public async Task<bool> IsAwaitedAsync(CancellationToken cancellationToken) => !await records.Users.AnyAsync(cancellationToken);

    /// <summary>A new link, which makes the ones before it worth nothing.</summary>
    public async Task<OneTimeSecret> MakeLinkAsync(CancellationToken cancellationToken)
    {
        OneTimeSecret token = await links.MakeAsync(personId: null, cancellationToken);
        await records.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>When an open link was made; null when there is none.</summary>
    public async Task<Instant?> OpenLinkAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        return (await records.Set<SetUpLink>().AsNoTracking()
            .Where(link => link.PersonId == null && link.UsedAt == null && link.ReplacedAt == null)
            .ToListAsync(cancellationToken))
            .Where(link => link.ExpiresAt > now).Select(link => (Instant?)link.MadeAt).FirstOrDefault();
    }

    /// <summary>The facility at the top of the tree; null where there is none yet and the first administrator names it.</summary>
    public Task<Facility?> TopAsync(CancellationToken cancellationToken) =>
        records.Facilities.AsNoTracking().OrderBy(facility => facility.Path).FirstOrDefaultAsync(facility => facility.ParentId == null, cancellationToken);

    /// <summary>Makes the first administrator, and the first facility where there is none.</summary>
    public async Task<FirstAdministratorOutcome> EnterAsync(
        SetUpLink link, FirstAdministratorDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(draft);
        string userName = draft.UserName?.Trim() ?? string.Empty;
        Facility? top = await TopAsync(cancellationToken);
        PersonFault? fault = !PersonRules.IsUserName(userName) ? PersonFault.UserNameForm
            : !PersonRules.IsFullName(draft.FullName) ? PersonFault.FullNameForm
            : top is null && !draft.NamesFacility ? PersonFault.FacilityOutOfScope
            : null;
        PasswordFault? passwordFault = PasswordDesk.Judge(userName, (draft.Password ?? string.Empty, draft.Repeated ?? string.Empty));
        if (fault is not null || passwordFault is not null)
        {
            return new FirstAdministratorOutcome(fault, passwordFault);
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (await records.Users.AnyAsync(cancellationToken)
            || !await PasswordDesk.TryUseAsync(records, link, clock.GetCurrentInstant(), cancellationToken))
        {
            return new FirstAdministratorOutcome(PersonFault.MayNotEnter, null);
        }

        actor.Name = userName;
        actor.Reason = "first administrator";
        Facility home = top ?? Add(draft);
        Person person = new()
        {
            UserName = userName,
            FullName = draft.FullName!.Trim(),
            Role = Roles.Administrator,
            FacilityId = home.Id,
            Language = draft.Language == "en" ? "en" : "zh",
        };
        if (!(await people.CreateAsync(person, draft.Password!)).Succeeded)
        {
            return new FirstAdministratorOutcome(PersonFault.MayNotEnter, null);
        }

        await transaction.CommitAsync(cancellationToken);
        return new FirstAdministratorOutcome(null, null);
    }

    private Facility Add(FirstAdministratorDraft draft)
    {
        FacilityId id = FacilityId.Parse(draft.FacilityId!.Trim(), CultureInfo.InvariantCulture);
        Facility facility = new()
        {
            Id = id,
            Path = $"/{id}/",
            Kind = FacilityKind.DiseaseControlCentre,
            NameZh = draft.FacilityNameZh!.Trim(),
            NameEn = string.IsNullOrWhiteSpace(draft.FacilityNameEn) ? draft.FacilityNameZh.Trim() : draft.FacilityNameEn.Trim(),
            TimeZone = Facility.DefaultTimeZone,
        };
        records.Add(facility);
        return facility;
    }
}
