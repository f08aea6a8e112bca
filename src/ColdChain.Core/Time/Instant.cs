using System.Globalization;

namespace ColdChain.Core.Time;

/// <summary>A moment in UTC, in whole milliseconds since 1970-01-01.</summary>
/// <remarks>
/// Has no offset to get wrong and no precision that the store would cut off, so a round trip is equal. It knows no
/// zone: days of a report belong to a facility's zone and are made at the rim. The default is 1970-01-01T00:00Z.
/// </remarks>
public readonly record struct Instant : IComparable<Instant>
{
    private static readonly long FirstOfCalendar = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    private static readonly long LastOfCalendar = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private Instant(long unixMilliseconds) => UnixMilliseconds = unixMilliseconds;

    public long UnixMilliseconds { get; }

    public static Instant FromUnixMilliseconds(long unixMilliseconds) => new(unixMilliseconds);

    /// <summary>Parts below a millisecond are cut off.</summary>
    public static Instant FromDateTimeOffset(DateTimeOffset moment) => new(moment.ToUnixTimeMilliseconds());

    /// <summary>
    /// A moment that no calendar has, which a broken clock may tell, becomes the first or the last one of the years 1 to 9999:
    /// showing it must not break the page that says so.
    /// </summary>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(UnixMilliseconds, FirstOfCalendar, LastOfCalendar));

    public static Instant operator +(Instant left, TimeSpan right) =>
        new(checked(left.UnixMilliseconds + (right.Ticks / TimeSpan.TicksPerMillisecond)));

    public static Instant operator -(Instant left, TimeSpan right) =>
        new(checked(left.UnixMilliseconds - (right.Ticks / TimeSpan.TicksPerMillisecond)));

    public static TimeSpan operator -(Instant left, Instant right) =>
        TimeSpan.FromMilliseconds(checked(left.UnixMilliseconds - right.UnixMilliseconds));

    public static bool operator <(Instant left, Instant right) => left.UnixMilliseconds < right.UnixMilliseconds;

    public static bool operator >(Instant left, Instant right) => left.UnixMilliseconds > right.UnixMilliseconds;

    public static bool operator <=(Instant left, Instant right) => left.UnixMilliseconds <= right.UnixMilliseconds;

    public static bool operator >=(Instant left, Instant right) => left.UnixMilliseconds >= right.UnixMilliseconds;

    public static Instant Min(Instant left, Instant right) => left <= right ? left : right;

    public static Instant Max(Instant left, Instant right) => left >= right ? left : right;

    public int CompareTo(Instant other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <summary>ISO 8601 in UTC to the millisecond, for logs and JSON.</summary>
    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
