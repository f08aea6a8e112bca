using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What is not sealed yet of one sensor's day: a view that never changes; a further reading makes a further view.</summary>
/// <remarks>
/// Views of one day share an array and differ by how much of it is theirs. There is one writer, which makes a further view of
/// the newest one only: whoever holds an older view never sees a byte of its part change.
/// </remarks>
internal sealed class OpenDay
{
    private readonly KeptReading[] _readings;
    private readonly KeptReading[] _conflicts;

    private OpenDay(OpenDay from, KeptReading[] readings, int count, KeptReading[] conflicts)
    {
        (Day, Part, Sealed, FirstArrival, LastArrivedAt) = (from.Day, from.Part, from.Sealed, from.FirstArrival, from.LastArrivedAt);
        (_readings, Count, _conflicts) = (readings, count, conflicts);
    }

    /// <param name="day">By the history's calendar.</param>
    /// <param name="part">What it will be sealed as; more than zero when the day was sealed before.</param>
    /// <param name="before">What the earlier parts hold, together.</param>
    /// <param name="arrival">The number of the arrival that begins it.</param>
    public OpenDay(int day, int part, KeptDay before, long arrival)
    {
        (Day, Part, Sealed, FirstArrival) = (day, part, before, arrival);
        (_readings, _conflicts) = ([], []);
    }

    public int Day { get; }

    public int Part { get; }

    public KeptDay Sealed { get; }

    /// <summary>Arrivals before this one are not needed to make this day again.</summary>
    public long FirstArrival { get; }

    /// <summary>The server's clock when the last of it came, in Unix milliseconds.</summary>
    public long LastArrivedAt { get; private init; }

    public int Count { get; }

    public int CountWithConflicts => Count + _conflicts.Length;

    public ReadOnlySpan<KeptReading> Readings => _readings.AsSpan(0, Count);

    public ReadOnlySpan<KeptReading> Conflicts => _conflicts;

    public KeptDay Content => new(_readings.AsMemory(0, Count), _conflicts);

    /// <summary>The last reading there is of the day, sealed or not; -1 when there is none.</summary>
    /// <remarks>A conflict is later than every reading only where the part with its reading was damaged.</remarks>
    public int LastOffset => Math.Max(Count == 0 ? -1 : _readings[Count - 1].Offset, Math.Max(LastOf(Sealed.Readings), LastOf(Sealed.Conflicts)));

    /// <summary>With readings that are later than all that is there, by time.</summary>
    public OpenDay WithLater(ReadOnlySpan<KeptReading> later, long arrivedAt)
    {
        KeptReading[] readings = _readings;
        if (readings.Length - Count < later.Length)
        {
            readings = new KeptReading[Math.Max(Count + later.Length, Math.Min(Count + (Count / 2) + 16, Count + 4_096))];
            Readings.CopyTo(readings);
        }

        later.CopyTo(readings.AsSpan(Count));
        return new OpenDay(this, readings, Count + later.Length, _conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>With readings of moments that have none, by time, anywhere between those that are there.</summary>
    public OpenDay WithBetween(ReadOnlySpan<KeptReading> further, long arrivedAt)
    {
        KeptReading[] readings = new KeptReading[Count + further.Length];
        ReadOnlySpan<KeptReading> known = Readings;
        (int from, int to) = (0, 0);
        foreach (ref readonly KeptReading reading in further)
        {
            while (from < known.Length && known[from].Offset < reading.Offset)
            {
                readings[to++] = known[from++];
            }

            readings[to++] = reading;
        }

        known[from..].CopyTo(readings.AsSpan(to));
        return new OpenDay(this, readings, readings.Length, _conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>With another value for a moment that has one; it comes after those of the same moment.</summary>
    public OpenDay WithConflict(in KeptReading conflict, long arrivedAt)
    {
        int offset = conflict.Offset;
        int place = Array.FindIndex(_conflicts, known => known.Offset > offset);
        int at = place < 0 ? _conflicts.Length : place;
        KeptReading[] conflicts = [.. _conflicts.AsSpan(0, at), conflict, .. _conflicts.AsSpan(at)];
        return new OpenDay(this, _readings, Count, conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>What is known of a moment: nothing, this very value, or another.</summary>
    public MomentStanding StandingOf(int offset, int milliCelsius)
    {
        int at = IndexOf(Readings, offset);
        int value = at >= 0 ? Readings[at].MilliCelsius : 0;
        if (at < 0)
        {
            int sealedAt = IndexOf(Sealed.Readings.Span, offset);
            if (sealedAt < 0)
            {
                return Has(Sealed.Conflicts.Span, offset, milliCelsius) ? MomentStanding.Same : MomentStanding.Free;
            }

            value = Sealed.Readings.Span[sealedAt].MilliCelsius;
        }

        return value == milliCelsius || Has(Conflicts, offset, milliCelsius) || Has(Sealed.Conflicts.Span, offset, milliCelsius)
            ? MomentStanding.Same
            : MomentStanding.Other;
    }

    private static int LastOf(ReadOnlyMemory<KeptReading> readings) => readings.IsEmpty ? -1 : readings.Span[^1].Offset;

    private static bool Has(ReadOnlySpan<KeptReading> conflicts, int offset, int milliCelsius)
    {
        foreach (ref readonly KeptReading conflict in conflicts)
        {
            if (conflict.Offset == offset && conflict.MilliCelsius == milliCelsius)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(ReadOnlySpan<KeptReading> readings, int offset)
    {
        (int low, int high) = (0, readings.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int there = readings[middle].Offset;
            if (there == offset)
            {
                return middle;
            }

            (low, high) = there < offset ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
