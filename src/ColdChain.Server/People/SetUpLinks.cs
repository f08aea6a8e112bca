using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>Makes links to set a password up and says what one is worth.</summary>
public sealed class SetUpLinks(RecordsDbContext records, CurrentActor actor, TimeProvider clock)
{
    /// <summary>No token is longer; the rest is not worth hashing.</summary>
    private const int LongestToken = 100;

    /// <summary>Adds the link to what is saved next; those made before for the same person are worth nothing from then on.</summary>
    /// <param name="personId">Null for the first administrator.</param>
    public async Task<OneTimeSecret> MakeAsync(long? personId, CancellationToken cancellationToken)
    {
        await ReplaceAsync(personId, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        OneTimeSecret token = OneTimeSecret.Make(string.Empty);
        records.Add(new SetUpLink
        {
            PersonId = personId,
            TokenSha256 = token.Sha256,
            MadeAt = now,
            MadeBy = actor.Name,
            ExpiresAt = now + SetUpLink.Lifetime,
        });
        return token;
    }

    /// <summary>Marks the open links of a person as worth nothing; saved with what is saved next.</summary>
    public async Task ReplaceAsync(long? personId, CancellationToken cancellationToken)
    {
        List<SetUpLink> open = await records.Set<SetUpLink>()
            .Where(link => link.PersonId == personId && link.UsedAt == null && link.ReplacedAt == null)
            .ToListAsync(cancellationToken);
        foreach (SetUpLink link in open)
        {
            link.ReplacedAt = clock.GetCurrentInstant();
        }
    }

    /// <summary>The link, tracked; null when nobody made it.</summary>
    public async Task<(SetUpLink? Link, SetUpLinkStanding Standing)> FindAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > LongestToken)
        {
            return (null, SetUpLinkStanding.Unknown);
        }

        string hash = OneTimeSecret.Hash(token);
        SetUpLink? link = await records.Set<SetUpLink>().SingleOrDefaultAsync(one => one.TokenSha256 == hash, cancellationToken);
        return (link, link switch
        {
            null => SetUpLinkStanding.Unknown,
            { UsedAt: not null } => SetUpLinkStanding.Used,
            { ReplacedAt: not null } => SetUpLinkStanding.Replaced,
            _ when link.ExpiresAt <= clock.GetCurrentInstant() => SetUpLinkStanding.Expired,
            _ => SetUpLinkStanding.Good,
        });
    }
}
