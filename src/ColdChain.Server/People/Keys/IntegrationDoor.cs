using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Keys;

/// <summary>Lets in a program that shows its key. The database is asked each time, so that a revoked key is refused at once.</summary>
internal sealed class IntegrationDoor(RecordsDbContext records, CurrentPerson person, CurrentActor actor, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <summary>No header of a key is longer; the rest is not worth hashing.</summary>
    private const int LongestKey = 512;

    private static readonly TimeSpan UseIsToldEvery = TimeSpan.FromMinutes(1);

    /// <summary>True for a request that shows a key at all: then it is judged by the key alone, whatever session comes along.</summary>
    public static bool IsShown(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public async Task<IntegrationEntry> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string shown = request.Headers.Authorization.ToString();
        IntegrationKey? key = null;
        if (shown.Length <= LongestKey)
        {
            string hash = OneTimeSecret.Hash(shown[Scheme.Length..].Trim());
            key = await records.Set<IntegrationKey>().AsNoTracking().SingleOrDefaultAsync(one => one.KeySha256 == hash, cancellationToken);
        }

        Instant now = clock.GetCurrentInstant();
        if (key is null)
        {
            return new IntegrationEntry.Refused("The bearer key is no integration's. An administrator makes one on the server's page /keys.");
        }

        if (key.RevokedAt is { } revoked)
        {
            return new IntegrationEntry.Refused($"The bearer key {key.KeyPrefix}... was revoked at {revoked}.");
        }

        if (!key.IsGood(now))
        {
            return new IntegrationEntry.Refused($"The bearer key {key.KeyPrefix}... was good until {key.ExpiresAt}. An administrator makes a new one on the server's page /keys.");
        }

        Facility facility = await records.Facilities.AsNoTracking().SingleAsync(one => one.Id == key.FacilityId, cancellationToken);
        person.BecomeIntegration(key.Name, facility);
        actor.Name = person.UserName;
        if (key.LastUsedAt is null || now - key.LastUsedAt.Value >= UseIsToldEvery)
        {
            await records.Set<IntegrationKey>().Where(one => one.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastUsedAt, now), cancellationToken);
        }

        return new IntegrationEntry.Known(key);
    }
}
