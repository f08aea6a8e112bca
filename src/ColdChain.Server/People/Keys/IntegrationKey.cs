using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.People.Keys;

/// <summary>A key by which another program uses the API: one facility and those below, reading, posting movements, or both, until a day.</summary>
public sealed class IntegrationKey
{
    public long Id { get; init; }

    /// <summary>Of the program, such as <c>county-warehouse</c>.</summary>
    public required string Name { get; init; }

    public required FacilityId FacilityId { get; init; }

    public required bool MayRead { get; init; }

    public required bool MayPostMovements { get; init; }

    /// <summary>The first characters, to recognise it by.</summary>
    public required string KeyPrefix { get; init; }

    /// <summary>In lower-case hexadecimal.</summary>
    public required string KeySha256 { get; init; }

    public required Instant MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public required Instant ExpiresAt { get; set; }

    /// <summary>To the minute, and no line on the audit trail: a key that nobody uses can be revoked.</summary>
    public Instant? LastUsedAt { get; init; }

    /// <summary>The key that was made to take its place; this one stays good for the days that were given.</summary>
    public long? ReplacedById { get; set; }

    public Instant? RevokedAt { get; set; }

    public string? RevokedBecause { get; set; }

    public bool IsGood(Instant now) => RevokedAt is null && ExpiresAt > now;

    public bool Allows(IntegrationRight right) => right switch
    {
        IntegrationRight.Read => MayRead,
        IntegrationRight.PostMovements => MayPostMovements,
        _ => false,
    };
}
