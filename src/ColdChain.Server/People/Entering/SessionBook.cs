using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Entering;

/// <summary>The sessions that stand. A log-in writes one row and a log-out removes it; requests only read.</summary>
public sealed class SessionBook(RecordsDbContext records, ServerOptions options, TimeProvider clock)
{
    /// <summary>Where the cookie, which is encrypted, has the session's id.</summary>
    private const string Id = "session";

    /// <summary>Writes its id into a cookie that is about to be given. Rows that are over go with it.</summary>
    public async Task BeginAsync(long personId, AuthenticationProperties cookie, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        Instant now = clock.GetCurrentInstant();
        await records.Set<LogInSession>().Where(one => one.EndsAt <= now).ExecuteDeleteAsync(cancellationToken);
        OneTimeSecret id = OneTimeSecret.Make(string.Empty);
        records.Add(new LogInSession
        {
            IdSha256 = id.Sha256,
            PersonId = personId,
            BeganAt = now,
            EndsAt = now + options.SessionLongest,
        });
        await records.SaveChangesAsync(cancellationToken);
        cookie.Items[Id] = id.Text;
    }

    /// <summary>What the row of a cookie is found by; null for a cookie of before there were rows.</summary>
    public static string? HashIn(AuthenticationProperties? cookie) =>
        cookie is not null && cookie.Items.TryGetValue(Id, out string? id) && id is not null ? OneTimeSecret.Hash(id) : null;

    /// <summary>No copy of the cookie opens any more, wherever it is.</summary>
    public Task EndAsync(string? idSha256, CancellationToken cancellationToken) =>
        records.Set<LogInSession>().Where(one => one.IdSha256 == idSha256).ExecuteDeleteAsync(cancellationToken);
}
