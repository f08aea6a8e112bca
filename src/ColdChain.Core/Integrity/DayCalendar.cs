using ColdChain.Core.Time;

namespace ColdChain.Core.Integrity;

/// <summary>The days in which a history is sealed: 24 hours each, at one offset from UTC that never changes for a history.</summary>
/// <remarks>
/// A sealed day is a stretch of bytes under one hash, not a day of a report: those belong to a facility's zone
/// (<see cref="LocalDays"/>), have 23 or 25 hours where clocks change, and are put together of sealed days.
/// </remarks>
public sealed record DayCalendar
{
    /// <summary>The most that a clock on earth is away from UTC: Kiribati's Line Islands, +14:00.</summary>
    public const int MostOffsetMinutes = 14 * 60;

    private const long DayMilliseconds = 86_400_000;

    private readonly long _offset;

    /// <param name="offset">What the days are ahead of UTC: whole minutes, -14 to +14 hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">No clock on earth shows that.</exception>
    public DayCalendar(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset.Duration(), TimeSpan.FromMinutes(MostOffsetMinutes));
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset.Ticks % TimeSpan.TicksPerMinute, 0);
        Offset = offset;
        _offset = offset.Ticks / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>+08:00, the one civil time of China: the day that its reports are made of.</summary>
    public static DayCalendar China { get; } = new(TimeSpan.FromHours(8));

    public TimeSpan Offset { get; }

    /// <summary>Whole days since 1970-01-01 by this calendar.</summary>
    public int DayOf(long unixMilliseconds)
    {
        long local = unixMilliseconds + _offset;
        return (int)((local >= 0 ? local : local - DayMilliseconds + 1) / DayMilliseconds);
    }

    public int DayOf(Instant moment) => DayOf(moment.UnixMilliseconds);

    /// <summary>Unix milliseconds.</summary>
    public long StartOf(int day) => (day * DayMilliseconds) - _offset;

    public TimeRange During(int day) =>
        new(Instant.FromUnixMilliseconds(StartOf(day)), Instant.FromUnixMilliseconds(StartOf(day + 1)));

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    public static int DayOf(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
