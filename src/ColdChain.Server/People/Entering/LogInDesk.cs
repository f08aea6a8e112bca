using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Entering;

/// <summary>Lets somebody in by user name and password, and counts wrong ones.</summary>
/// <remarks>
/// A name that nobody has costs as much time as one that somebody has, since a password is hashed in every case, and is answered in
/// the same words. Wrong passwords are counted in the database itself, so that many at once are counted as well as one after another.
/// </remarks>
public sealed class LogInDesk(
    RecordsDbContext records, SignInManager<Person> signIn, AuditTrail trail, CurrentActor actor, TimeProvider clock)
{
    public const int MostWrong = 5;

    public const int LongestUserName = 64;

    /// <summary>How long five wrong passwords lock a name: 480 guesses a day, and a nurse who mistyped is let in again today.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private static readonly Person Nobody = new();

    /// <summary>The hash of a password that nobody has, made as slowly as all others.</summary>
    private static readonly Lazy<string> HashOfNobody = new(() => new PasswordHasher<Person>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    public async Task<LogInOutcome> EnterAsync(string userName, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        Person? person = userName.Length > LongestUserName ? null : await signIn.UserManager.FindByNameAsync(userName);
        bool fits = Fits(person, password);
        bool isLockedOut = person?.LockoutEnd is { } until && until > clock.GetUtcNow();
        if (person?.PasswordHash is null || isLockedOut || !fits)
        {
            await RefuseAsync(person, userName, isLockedOut, cancellationToken);
            return LogInOutcome.Refused;
        }

        if (!person.MayEnter)
        {
            await TellAsync(AuditActions.LogInRefused, userName, cancellationToken);
            return person.LeftAt is null ? LogInOutcome.Locked : LogInOutcome.Left;
        }

        await ForgetWrongOnesAsync(person.Id, cancellationToken);
        await signIn.SignInAsync(person, new AuthenticationProperties { IsPersistent = false });
        actor.Name = person.UserName!;
        await TellAsync(AuditActions.LogIn, person.UserName!, cancellationToken);
        return LogInOutcome.Entered;
    }

    /// <summary>
    /// Asks for the password of somebody who is in again, before something that cannot be taken back. Wrong ones count as at the log-in,
    /// so that whoever finds a PC unattended cannot guess here instead.
    /// </summary>
    public async Task<PasswordConfirmation> ConfirmAsync(long personId, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        Person person = await records.Users.SingleAsync(one => one.Id == personId, cancellationToken);
        if (person.LockoutEnd is { } until && until > clock.GetUtcNow())
        {
            return new PasswordConfirmation(null, IsLockedOut: true);
        }

        if (Fits(person, password))
        {
            await ForgetWrongOnesAsync(personId, cancellationToken);
            return new PasswordConfirmation(person, IsLockedOut: false);
        }

        await CountAsync(personId, cancellationToken);
        return new PasswordConfirmation(null, IsLockedOut: false);
    }

    private bool Fits(Person? person, string password)
    {
        string asked = password.Length > PasswordRules.Longest ? string.Empty : password;
        PasswordVerificationResult result = signIn.UserManager.PasswordHasher.VerifyHashedPassword(
            person ?? Nobody, person?.PasswordHash ?? HashOfNobody.Value, asked);
        return person?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
    }

    private async Task RefuseAsync(Person? person, string userName, bool isLockedOut, CancellationToken cancellationToken)
    {
        if (person is not null && !isLockedOut)
        {
            await CountAsync(person.Id, cancellationToken);
        }

        await TellAsync(isLockedOut ? AuditActions.LogInLocked : AuditActions.LogInRefused, userName, cancellationToken);
    }

    private async Task CountAsync(long personId, CancellationToken cancellationToken)
    {
        IQueryable<Person> one = records.Users.Where(person => person.Id == personId);
        await one.ExecuteUpdateAsync(
            set => set.SetProperty(person => person.AccessFailedCount, person => person.AccessFailedCount + 1), cancellationToken);
        DateTimeOffset? until = clock.GetUtcNow() + LockedFor;
        await one.Where(person => person.AccessFailedCount >= MostWrong).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.AccessFailedCount, 0).SetProperty(person => person.LockoutEnd, until), cancellationToken);
    }

    private async Task ForgetWrongOnesAsync(long personId, CancellationToken cancellationToken) =>
        await records.Users.Where(one => one.Id == personId && (one.AccessFailedCount > 0 || one.LockoutEnd != null)).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null), cancellationToken);

    private Task TellAsync(string action, string userName, CancellationToken cancellationToken)
    {
        actor.Name = action == AuditActions.LogIn ? actor.Name : "nobody";
        return trail.AppendAsync(
            action, "person", userName.Length > LongestUserName ? userName[..LongestUserName] : userName, cancellationToken);
    }
}
