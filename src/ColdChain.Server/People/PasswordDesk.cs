using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.People.Entering;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>People choose their own password: by a link the first time, with the old one later.</summary>
public sealed class PasswordDesk(
    RecordsDbContext records, SignInManager<Person> signIn, LogInDesk logIn, AuditTrail trail, CurrentActor actor)
{
    /// <summary>Uses a link up. Null when the password stands; else why it does not, and the link may be used again.</summary>
    /// <param name="link">Found good just now.</param>
    /// <param name="chosen">Typed twice.</param>
    /// <param name="now">The moment of use.</param>
    /// <param name="cancellationToken">Until it is saved.</param>
    public async Task<PasswordFault?> ChooseAsync(
        SetUpLink link, (string Password, string Repeated) chosen, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        Person person = await records.Users.SingleAsync(one => one.Id == link.PersonId, cancellationToken);
        if (!person.MayEnter)
        {
            return PasswordFault.LinkGone;
        }

        if (Judge(person.UserName, chosen) is { } fault)
        {
            return fault;
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (!await TryUseAsync(records, link, now, cancellationToken))
        {
            return PasswordFault.LinkGone;
        }

        actor.Name = person.UserName!;
        await SetAsync(person, chosen.Password);
        await trail.AppendAsync(AuditActions.SetUpLinkUsed, "person", person.UserName!, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Their own, with the one before it; every other session of theirs ends. Null when it was changed.</summary>
    public async Task<PasswordFault?> ChangeAsync(Person person, (string Password, string Repeated) chosen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (Judge(person.UserName, chosen) is { } fault)
        {
            return fault;
        }

        await SetAsync(person, chosen.Password);
        await trail.AppendAsync(AuditActions.PasswordChanged, "person", person.UserName!, cancellationToken);
        await signIn.SignInAsync(person, new AuthenticationProperties { IsPersistent = false });
        return null;
    }

    /// <summary>On whatever machine they are open; the one that asks goes on.</summary>
    public async Task EndOtherSessionsAsync(Person person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        await signIn.UserManager.SaveAndEndSessionsAsync(person);
        await trail.AppendAsync(AuditActions.SessionsEnded, "person", person.UserName!, cancellationToken);
        await signIn.SignInAsync(person, new AuthenticationProperties { IsPersistent = false });
    }

    /// <summary>The person of this request, tracked, when the password is theirs; wrong ones are counted as at the log-in.</summary>
    public async Task<Person?> ConfirmAsync(CurrentPerson person, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        PasswordConfirmation confirmation = await logIn.ConfirmAsync(person.Id, password ?? string.Empty, cancellationToken);
        if (confirmation.Person is null)
        {
            await trail.AppendAsync(AuditActions.PasswordRefused, "person", person.UserName, cancellationToken);
        }

        return confirmation.Person;
    }

    internal static PasswordFault? Judge(string? userName, (string Password, string Repeated) chosen) =>
        chosen.Password != chosen.Repeated ? PasswordFault.NotRepeated : PasswordRules.Judge(userName, chosen.Password);

    /// <summary>Of two who press the button at once, one uses it.</summary>
    internal static async Task<bool> TryUseAsync(
        RecordsDbContext records, SetUpLink link, Instant now, CancellationToken cancellationToken) =>
        await records.Set<SetUpLink>()
            .Where(one => one.Id == link.Id && one.UsedAt == null && one.ReplacedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAt, now), cancellationToken) == 1;

    private async Task SetAsync(Person person, string password)
    {
        person.PasswordHash = signIn.UserManager.PasswordHasher.HashPassword(person, password);
        await signIn.UserManager.SaveAndEndSessionsAsync(person);
    }
}
