using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>Tells freezers that defrost themselves from freezers that fail, by the shape of an excursion. Suppresses nothing.</summary>
/// <remarks>
/// The figures are choices of this product [P], taken from a fortnight of a freezer at one reading a minute
/// (docs/validation/real-series.md): its eight defrosts last 52 to 62 minutes, rise by 17 to 25 K at 1.5 to 2.2 K in the
/// steepest minute, have one peak and end within 0.5 K of the level before; its door openings rise by 4.3 to 20.7 K in a minute.
/// </remarks>
public static class DefrostPattern
{
    /// <summary>Half as long again as the longest that was seen [P].</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(90);

    /// <summary>Less than half of the shortest that was seen [P]. Where readings are far apart, a door is told by this alone.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(20);

    /// <summary>Half of the smallest that was seen [P].</summary>
    public static readonly TemperatureDelta SmallestRise = TemperatureDelta.FromMilliKelvin(8_000);

    /// <summary>Between the steepest defrost and the gentlest door that were seen [P].</summary>
    public static readonly TemperatureDelta Steepest = TemperatureDelta.FromMilliKelvin(3_000);

    /// <summary>The swing of a compressor is less, a second peak is more [P].</summary>
    public static readonly TemperatureDelta Ripple = TemperatureDelta.FromMilliKelvin(2_000);

    /// <summary>The level is the mean of so long before the excursion and after it: several runs of a compressor [P].</summary>
    private static readonly TimeSpan LevelTime = TimeSpan.FromMinutes(120);

    /// <summary>Defrosts were seen 25 to 42 hours apart; by a timer of its own a freezer may take days [P].</summary>
    private static readonly TimeSpan Recurrence = TimeSpan.FromDays(7);

    /// <summary>So much of the time after it must have readings before a return is believed [P].</summary>
    private static readonly TimeSpan ShortestAfter = TimeSpan.FromMinutes(30);

    private const long MillisecondsPerMinute = 60_000;

    /// <summary>The signs of each excursion that was too warm in a freezer, in the order given; others are not in the answer.</summary>
    /// <param name="excursions">Of one sensor, by time.</param>
    /// <param name="readings">Of the same sensor, by time.</param>
    /// <param name="profile">That judged.</param>
    public static IReadOnlyDictionary<Excursion, DefrostSigns> Of(
        IEnumerable<Excursion> excursions, IReadOnlyList<Reading> readings, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(excursions);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(profile);
        Dictionary<Excursion, DefrostSigns> signs = new(ReferenceEqualityComparer.Instance);
        if (profile.Kind is not (StorageKind.Freezer or StorageKind.UltraCold))
        {
            return signs;
        }

        foreach (Excursion excursion in excursions.Where(one => one.Limit.Side == LimitSide.High))
        {
            signs.Add(excursion, Look(excursion, readings));
        }

        LookForOthers(signs);
        return signs;
    }

    private static void LookForOthers(Dictionary<Excursion, DefrostSigns> signs)
    {
        Excursion[] alike = [.. signs.Where(pair => pair.Value.LooksLikeDefrost).Select(pair => pair.Key)];
        for (int index = 0; index < alike.Length; index++)
        {
            TimeSpan? since = index > 0 ? alike[index].StartedAt - alike[index - 1].StartedAt : null;
            TimeSpan? until = index + 1 < alike.Length ? alike[index + 1].StartedAt - alike[index].StartedAt : null;
            DefrostSigns found = signs[alike[index]] with { SinceLast = since };
            signs[alike[index]] = since <= Recurrence || until <= Recurrence
                ? found
                : found with { Objections = [DefrostObjection.Alone] };
        }
    }

    private static DefrostSigns Look(Excursion excursion, IReadOnlyList<Reading> readings)
    {
        Instant end = excursion.EndedAt ?? readings[^1].MeasuredAt;
        int first = FirstAtOrAfter(readings, excursion.StartedAt);
        int after = FirstAtOrAfter(readings, end);
        int early = FirstAtOrAfter(readings, excursion.StartedAt - LevelTime);
        int late = FirstAtOrAfter(readings, end + LevelTime);
        long? before = Mean(readings, early, first);
        long? then = after < late && readings[late - 1].MeasuredAt - end >= ShortestAfter ? Mean(readings, after, late) : null;
        DefrostSigns signs = new()
        {
            Length = end - excursion.StartedAt,
            Rise = Delta(excursion.Peak.MilliCelsius - (before ?? excursion.Peak.MilliCelsius)),
            SteepestPerMinute = Delta(SteepestBetween(readings, first, after)),
            LevelChange = then is { } level && before is { } known ? Delta(level - known) : null,
            Objections = [],
        };
        return signs with { Objections = [.. Objections(signs, excursion, HasSecondPeak(readings, first, after))] };
    }

    private static IEnumerable<DefrostObjection> Objections(DefrostSigns signs, Excursion excursion, bool hasSecondPeak)
    {
        if (!excursion.IsOver || signs.Length > Longest)
        {
            yield return DefrostObjection.TooLong;
        }

        if (signs.Length < Shortest)
        {
            yield return DefrostObjection.TooShort;
        }

        if (signs.Rise < SmallestRise)
        {
            yield return DefrostObjection.TooSmall;
        }

        if (signs.SteepestPerMinute > Steepest)
        {
            yield return DefrostObjection.TooSudden;
        }

        if (hasSecondPeak)
        {
            yield return DefrostObjection.SeveralPeaks;
        }

        if (signs.LevelChange is not { } change || change.Magnitude > Ripple)
        {
            yield return DefrostObjection.NotBack;
        }
    }

    private static long SteepestBetween(IReadOnlyList<Reading> readings, int first, int after)
    {
        long steepest = 0;
        for (int index = Math.Max(first, 1); index < after; index++)
        {
            long rise = (long)readings[index].Value.MilliCelsius - readings[index - 1].Value.MilliCelsius;
            long milliseconds = (readings[index].MeasuredAt - readings[index - 1].MeasuredAt).Ticks / TimeSpan.TicksPerMillisecond;
            // Readings closer than a minute: what a minute of such noise would come to is no rise.
            steepest = Math.Max(steepest, rise * MillisecondsPerMinute / Math.Max(milliseconds, MillisecondsPerMinute));
        }

        return steepest;
    }

    /// <summary>A fall and then a rise, each by more than the ripple of a compressor.</summary>
    private static bool HasSecondPeak(IReadOnlyList<Reading> readings, int first, int after)
    {
        int highest = int.MinValue;
        int lowestSince = int.MaxValue;
        bool hasFallen = false;
        for (int index = first; index < after; index++)
        {
            int value = readings[index].Value.MilliCelsius;
            if (hasFallen)
            {
                lowestSince = Math.Min(lowestSince, value);
                if (value - lowestSince > Ripple.MilliKelvin)
                {
                    return true;
                }
            }
            else
            {
                highest = Math.Max(highest, value);
                hasFallen = highest - value > Ripple.MilliKelvin;
                lowestSince = value;
            }
        }

        return false;
    }

    private static long? Mean(IReadOnlyList<Reading> readings, int from, int until)
    {
        long sum = 0;
        for (int index = from; index < until; index++)
        {
            sum += readings[index].Value.MilliCelsius;
        }

        return from < until ? sum / (until - from) : null;
    }

    private static TemperatureDelta Delta(long milliKelvin) => TemperatureDelta.FromMilliKelvin((int)milliKelvin);

    private static int FirstAtOrAfter(IReadOnlyList<Reading> readings, Instant moment)
    {
        (int low, int high) = (0, readings.Count);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = readings[middle].MeasuredAt < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
