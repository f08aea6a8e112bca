using System.Buffers;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History.Embedded;

/// <summary>Brings the readings of one arrival to their days and says what each of them was: new, known, or another value.</summary>
/// <remarks>
/// Here the ways part: a daily extreme goes into tables of its own, which nothing that judges reads, and leaves no mark of
/// something to be judged. What is new becomes the bytes of the arrival's row (<see cref="ArrivalBlob"/>); the same code
/// makes the days again from those bytes at a start.
/// </remarks>
internal sealed class ArrivalMerge(WriteSession session, int journal, long storedAt)
{
    private const int DailyFlags = (int)(ReadingFlags.DailyLow | ReadingFlags.DailyHigh);
    private const int MinuteMilliseconds = 60_000;

    private readonly long _arrival = session.NewestArrival.Number + 1;
    private BlockInSight? _inSight;
    private readonly int _storedMinute = (int)(storedAt / MinuteMilliseconds);

    public int Stored { get; private set; }

    public int Duplicates { get; private set; }

    public int Conflicts { get; private set; }

    public int SequencesUsedAgain { get; private set; }

    private BlockInSight InSight => _inSight ??= new BlockInSight();

    /// <summary>Stages what is new, and adds it to the bytes of the row.</summary>
    public void Store(SensorId sensor, ReadOnlySpan<WireReading> readings, ReceivedRanges receivedBefore, PackedWriter row)
    {
        WireReading[] scratch = ArrayPool<WireReading>.Shared.Rent(readings.Length);
        int number = session.NumberOf(sensor);
        int count = 0;
        foreach (ref readonly WireReading reading in readings)
        {
            if ((reading.Flags & DailyFlags) == 0)
            {
                scratch[count++] = reading;
            }
            else if (DailyWriting.TryStore(session, (number, journal, storedAt), reading, out bool isConflict))
            {
                Stored += isConflict ? 0 : 1;
                Conflicts += isConflict ? 1 : 0;
                SequencesUsedAgain += receivedBefore.Contains(reading.Sequence) ? 1 : 0;
            }
            else
            {
                Duplicates++;
            }
        }

        int kept = Merge(number, ByTime(scratch.AsSpan(0, count)));
        if (kept > 0)
        {
            Span<WireReading> fresh = scratch.AsSpan(0, kept);
            CountUsedAgain(fresh, receivedBefore);
            ArrivalBlob.Add(row, number, fresh);
            session.Staged.Unjudged(sensor, fresh[0].MeasuredAt, fresh[^1].MeasuredAt, _arrival);
        }

        ArrayPool<WireReading>.Shared.Return(scratch);
    }

    /// <summary>Stages what a row of arrivals holds, at a start.</summary>
    public void Restore(SensorTimeline timeline, Span<WireReading> readings, bool isUnjudged)
    {
        (long from, long to) = (readings[0].MeasuredAt, readings[^1].MeasuredAt);
        Merge(timeline.Number, readings);
        if (isUnjudged)
        {
            session.Staged.Unjudged(timeline.Sensor, from, to, _arrival);
        }
    }

    /// <summary>By time, those of one moment in the order they came. Nearly always they are so already.</summary>
    private static Span<WireReading> ByTime(Span<WireReading> readings)
    {
        for (int index = 1; index < readings.Length; index++)
        {
            if (readings[index].MeasuredAt < readings[index - 1].MeasuredAt)
            {
                WireReading[] sorted = [.. readings.ToArray().OrderBy(reading => reading.MeasuredAt)];
                sorted.CopyTo(readings);
                break;
            }
        }

        return readings;
    }

    /// <summary>Keeps what is new at the front of the span, and says how many those are.</summary>
    private int Merge(int sensor, Span<WireReading> readings)
    {
        int kept = 0;
        int from = 0;
        while (from < readings.Length)
        {
            int day = session.Memory.Calendar.DayOf(readings[from].MeasuredAt);
            long end = session.Memory.Calendar.StartOf(day + 1);
            int to = from + 1;
            while (to < readings.Length && readings[to].MeasuredAt < end)
            {
                to++;
            }

            Span<WireReading> ofDay = readings[from..to];
            int keptOfDay = MergeDay(sensor, day, ofDay);
            ofDay[..keptOfDay].CopyTo(readings[kept..]);
            kept += keptOfDay;
            from = to;
        }

        return kept;
    }

    private int MergeDay(int sensor, int day, Span<WireReading> readings)
    {
        long start = session.Memory.Calendar.StartOf(day);
        OpenDay before = session.DayOf(sensor, day, _arrival);
        KeptReading[] rented = ArrayPool<KeptReading>.Shared.Rent(readings.Length);
        int last = before.LastOffset;
        int later = 0;
        while (later < readings.Length && (int)(readings[later].MeasuredAt - start) > last)
        {
            rented[later] = Kept(readings[later], start);
            last = rented[later++].Offset;
        }

        Stored += later;
        OpenDay view = later > 0 ? before.WithLater(rented.AsSpan(0, later), storedAt) : before;
        int kept = later + MergeBetween(ref view, start, readings[later..], rented);
        ArrayPool<KeptReading>.Shared.Return(rented);
        if (kept > 0)
        {
            session.Staged.Set(sensor, day, view);
        }

        return kept;
    }

    /// <summary>Readings that are not all later than what is there.</summary>
    private int MergeBetween(ref OpenDay view, long start, Span<WireReading> readings, KeptReading[] rented)
    {
        (int kept, int pending) = (0, 0);
        foreach (WireReading reading in readings)
        {
            KeptReading one = Kept(reading, start);
            if (pending > 0 && rented[pending - 1].Offset == one.Offset)
            {
                view = view.WithBetween(rented.AsSpan(0, pending), storedAt);
                pending = 0;
            }

            MomentStanding standing = view.StandingOf(one.Offset, one.MilliCelsius, InSight);
            Stored += standing == MomentStanding.Free ? 1 : 0;
            Duplicates += standing == MomentStanding.Same ? 1 : 0;
            Conflicts += standing == MomentStanding.Other ? 1 : 0;
            if (standing == MomentStanding.Free)
            {
                rented[pending++] = one;
            }
            else if (standing == MomentStanding.Other)
            {
                view = view.WithConflict(one, storedAt);
            }

            if (standing != MomentStanding.Same)
            {
                readings[kept++] = reading;
            }
        }

        view = pending > 0 ? view.WithBetween(rented.AsSpan(0, pending), storedAt) : view;
        return kept;
    }

    private KeptReading Kept(in WireReading reading, long start) =>
        new((int)(reading.MeasuredAt - start), reading.MilliCelsius, (ushort)reading.Flags, _storedMinute, journal);

    private void CountUsedAgain(ReadOnlySpan<WireReading> fresh, ReceivedRanges receivedBefore)
    {
        if (receivedBefore.IsEmpty)
        {
            return;
        }

        foreach (ref readonly WireReading reading in fresh)
        {
            SequencesUsedAgain += receivedBefore.Contains(reading.Sequence) ? 1 : 0;
        }
    }
}
