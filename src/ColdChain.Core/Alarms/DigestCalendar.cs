using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>AL-15. When the morning digest of a facility is due: at a local time of day, in the facility's own zone.</summary>
/// <remarks>
/// The digest of a morning covers what was found before it, so that data which trickle in during the day make one
/// digest the next morning and not one an hour. A server that was down at the hour makes up for it until noon; a
/// digest in the afternoon would be taken for news of the day.
/// </remarks>
public static class DigestCalendar
{
    public static readonly TimeOnly DefaultTime = new(7, 30);

    public static readonly TimeOnly LatestTime = new(12, 0);

    /// <summary>The morning whose digest is due now, or null when none is.</summary>
    public static DigestMorning? DueMorning(Instant now, TimeZoneInfo zone, TimeOnly at)
    {
        ArgumentNullException.ThrowIfNull(zone);

        DateTimeOffset local = TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), zone);
        TimeOnly timeOfDay = TimeOnly.FromDateTime(local.DateTime);
        if (timeOfDay < at || timeOfDay >= LatestTime)
        {
            return null;
        }

        DateOnly day = DateOnly.FromDateTime(local.DateTime);
        return new DigestMorning(day, MomentOf(day, at, zone));
    }

    private static Instant MomentOf(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        DateTime local = day.ToDateTime(at);
        // A time that the change to summer time skips does not exist; the hour after it stands for it.
        DateTime existing = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return Instant.FromDateTimeOffset(new DateTimeOffset(existing, zone.GetUtcOffset(existing)));
    }
}
