using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Entering;

/// <summary>Asks again whether the session of this request still stands, for answers that go on for minutes.</summary>
public sealed class SessionCheck(RecordsDbContext records, CurrentPerson person)
{
    public Task<bool> HoldsAsync(CancellationToken cancellationToken) =>
        records.Users.AnyAsync(
            one => one.Id == person.Id && one.SecurityStamp == person.SecurityStamp && one.LockedAt == null && one.LeftAt == null
                && records.Set<LogInSession>().Any(session => session.IdSha256 == person.SessionSha256),
            cancellationToken);
}
