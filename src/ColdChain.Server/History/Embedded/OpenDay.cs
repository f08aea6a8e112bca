using System.Buffers;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What is not sealed yet of one sensor's day: a view that never changes; a further reading makes a further view.</summary>
/// <remarks>
/// <code>
/// readings by time:  [block of 128][block][block] newest: 1 to 128, plain
/// </code>
/// Blocks are packed and never change. Views of one day share the array of the newest and differ by how much of it is theirs.
/// There is one writer, which makes a further view of the newest one only: whoever holds an older view never sees a byte of
/// its part change.
/// </remarks>
internal sealed class OpenDay
{
    /// <summary>Room for some more of a sensor that speaks each minute, little enough for thousands of sensors.</summary>
    private const int LeastGrowth = 8;

    private readonly PackedBlock[] _blocks;
    private readonly KeptReading[] _newest;
    private readonly int _countOfNewest;
    private readonly KeptReading[] _conflicts;

    private OpenDay(OpenDay from, PackedBlock[] blocks, (KeptReading[] Readings, int Count) newest, KeptReading[] conflicts)
    {
        (Day, Part, Sealed, FirstArrival, LastArrivedAt) = (from.Day, from.Part, from.Sealed, from.FirstArrival, from.LastArrivedAt);
        (_blocks, (_newest, _countOfNewest), _conflicts) = (blocks, newest, conflicts);
    }

    /// <param name="day">By the history's calendar.</param>
    /// <param name="part">What it will be sealed as; more than zero when the day was sealed before.</param>
    /// <param name="before">What the earlier parts hold, together.</param>
    /// <param name="arrival">The number of the arrival that begins it.</param>
    public OpenDay(int day, int part, KeptDay before, long arrival)
    {
        (Day, Part, Sealed, FirstArrival) = (day, part, before, arrival);
        (_blocks, _newest, _conflicts) = ([], [], []);
    }

    public int Day { get; }

    public int Part { get; }

    public KeptDay Sealed { get; }

    /// <summary>Arrivals before this one are not needed to make this day again.</summary>
    public long FirstArrival { get; }

    /// <summary>The server's clock when the last of it came, in Unix milliseconds.</summary>
    public long LastArrivedAt { get; private init; }

    public int Count => (_blocks.Length * PackedBlock.Size) + _countOfNewest;

    public int CountWithConflicts => Count + _conflicts.Length;

    /// <summary>All of it, unpacked for the caller.</summary>
    public KeptDay Content => ContentIn(new KeptReading[Count]);

    /// <summary>The last reading there is of the day, sealed or not; -1 when there is none.</summary>
    /// <remarks>A conflict is later than every reading only where the part with its reading was damaged.</remarks>
    public int LastOffset => Math.Max(
        Count == 0 ? -1 : Newest[^1].Offset, Math.Max(LastOf(Sealed.Readings), LastOf(Sealed.Conflicts)));

    private ReadOnlySpan<KeptReading> Newest => _newest.AsSpan(0, _countOfNewest);

    /// <summary>All of it, in an array of the caller's that has room for <see cref="Count"/>.</summary>
    public KeptDay ContentIn(Memory<KeptReading> room)
    {
        Unpack(0, _blocks.Length, room.Span);
        Newest.CopyTo(room.Span[(Count - _countOfNewest)..]);
        return new KeptDay(room[..Count], _conflicts);
    }

    /// <summary>What lies from one offset to before another, and some readings before and behind that are in the same blocks.</summary>
    /// <param name="from">Included.</param>
    /// <param name="until">Not included.</param>
    /// <param name="lent">In whose arrays; null for one of its own.</param>
    public KeptDay About(int from, int until, LentReadings? lent = null)
    {
        (int first, int end) = (BlockOf(from), _blocks.Length);
        while (end > first && _blocks[end - 1].First >= until)
        {
            end--;
        }

        // What was just told is asked for with each batch: of the newest, which are plain, no more than that is copied.
        ReadOnlySpan<KeptReading> newest = Newest[Before(Newest, from)..Before(Newest, until)];
        Memory<KeptReading> readings = LentReadings.Take(lent, ((end - first) * PackedBlock.Size) + newest.Length);
        Unpack(first, end, readings.Span);
        newest.CopyTo(readings.Span[((end - first) * PackedBlock.Size)..]);
        return new KeptDay(readings, _conflicts);
    }

    /// <summary>The newest reading before an offset; null when there is none.</summary>
    public KeptReading? LastBefore(int offset)
    {
        KeptReading[] unpacked = [];
        ReadOnlySpan<KeptReading> readings = Newest;
        for (int block = _blocks.Length - 1; ; block--)
        {
            for (int index = readings.Length - 1; index >= 0; index--)
            {
                if (readings[index].Offset < offset)
                {
                    return readings[index];
                }
            }

            if (block < 0)
            {
                return null;
            }

            readings = [];
            if (_blocks[block].First < offset)
            {
                unpacked = unpacked.Length > 0 ? unpacked : new KeptReading[PackedBlock.Size];
                _blocks[block].CopyTo(unpacked);
                readings = unpacked;
            }
        }
    }

    /// <summary>With readings that are later than all that is there, by time.</summary>
    public OpenDay WithLater(ReadOnlySpan<KeptReading> later, long arrivedAt)
    {
        int count = _countOfNewest + later.Length;
        if (count > PackedBlock.Size)
        {
            KeptReading[] room = ArrayPool<KeptReading>.Shared.Rent(count);
            Newest.CopyTo(room);
            later.CopyTo(room.AsSpan(_countOfNewest));
            OpenDay further = With(_blocks, room.AsSpan(0, count), arrivedAt);
            ArrayPool<KeptReading>.Shared.Return(room);
            return further;
        }

        KeptReading[] newest = _newest;
        if (newest.Length < count)
        {
            newest = new KeptReading[Math.Min(PackedBlock.Size, Math.Max(count, _countOfNewest + (_countOfNewest / 4) + LeastGrowth))];
            Newest.CopyTo(newest);
        }

        later.CopyTo(newest.AsSpan(_countOfNewest));
        return new OpenDay(this, _blocks, (newest, count), _conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>With readings of moments that have none, by time, anywhere between those that are there.</summary>
    public OpenDay WithBetween(ReadOnlySpan<KeptReading> further, long arrivedAt)
    {
        int untouched = BlockOf(further[0].Offset);
        KeptReading[] known = new KeptReading[Count - (untouched * PackedBlock.Size)];
        Unpack(untouched, _blocks.Length, known);
        Newest.CopyTo(known.AsSpan(known.Length - _countOfNewest));
        KeptReading[] readings = new KeptReading[known.Length + further.Length];
        (int from, int to) = (0, 0);
        foreach (ref readonly KeptReading reading in further)
        {
            while (from < known.Length && known[from].Offset < reading.Offset)
            {
                readings[to++] = known[from++];
            }

            readings[to++] = reading;
        }

        known.AsSpan(from).CopyTo(readings.AsSpan(to));
        return With(_blocks.AsSpan(0, untouched), readings, arrivedAt);
    }

    /// <summary>With another value for a moment that has one; it comes after those of the same moment.</summary>
    public OpenDay WithConflict(in KeptReading conflict, long arrivedAt)
    {
        int offset = conflict.Offset;
        int place = Array.FindIndex(_conflicts, known => known.Offset > offset);
        int at = place < 0 ? _conflicts.Length : place;
        KeptReading[] conflicts = [.. _conflicts.AsSpan(0, at), conflict, .. _conflicts.AsSpan(at)];
        return new OpenDay(this, _blocks, (_newest, _countOfNewest), conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>What is known of a moment: nothing, this very value, or another.</summary>
    public MomentStanding StandingOf(int offset, int milliCelsius, BlockInSight inSight)
    {
        int? known = ValueAt(Newest, offset) ?? ValueAt(BlockHolding(offset, inSight), offset) ?? ValueAt(Sealed.Readings.Span, offset);
        if (known is null)
        {
            // The reading that it contradicts may be in a part that was damaged.
            return Has(Sealed.Conflicts.Span, offset, milliCelsius) ? MomentStanding.Same : MomentStanding.Free;
        }

        return known == milliCelsius || Has(_conflicts, offset, milliCelsius) || Has(Sealed.Conflicts.Span, offset, milliCelsius)
            ? MomentStanding.Same
            : MomentStanding.Other;
    }

    private OpenDay With(ReadOnlySpan<PackedBlock> before, ReadOnlySpan<KeptReading> rest, long arrivedAt)
    {
        int further = (rest.Length - 1) / PackedBlock.Size;
        PackedBlock[] blocks = new PackedBlock[before.Length + further];
        before.CopyTo(blocks);
        for (int index = 0; index < further; index++)
        {
            blocks[before.Length + index] = PackedBlock.Of(rest.Slice(index * PackedBlock.Size, PackedBlock.Size));
        }

        KeptReading[] newest = rest[(further * PackedBlock.Size)..].ToArray();
        return new OpenDay(this, blocks, (newest, newest.Length), _conflicts) { LastArrivedAt = arrivedAt };
    }

    /// <summary>The block that has the offset or would have it: zero before the first, the last one also behind it.</summary>
    private int BlockOf(int offset)
    {
        int behind = 0;
        for (int step = _blocks.Length; step > 0;)
        {
            int half = step / 2;
            bool isBehind = _blocks[behind + half].First <= offset;
            (behind, step) = isBehind ? (behind + half + 1, step - half - 1) : (behind, half);
        }

        return Math.Max(0, behind - 1);
    }

    private ReadOnlySpan<KeptReading> BlockHolding(int offset, BlockInSight inSight) =>
        _blocks.Length == 0 || offset < _blocks[0].First || offset >= Newest[0].Offset ? [] : inSight.Of(_blocks[BlockOf(offset)]);

    private void Unpack(int from, int to, Span<KeptReading> room)
    {
        for (int block = from; block < to; block++)
        {
            _blocks[block].CopyTo(room[((block - from) * PackedBlock.Size)..]);
        }
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

    private static int? ValueAt(ReadOnlySpan<KeptReading> readings, int offset) =>
        Before(readings, offset) is var place && place < readings.Length && readings[place].Offset == offset ? readings[place].MilliCelsius : null;

    /// <summary>How many of them lie before an offset.</summary>
    private static int Before(ReadOnlySpan<KeptReading> readings, int offset)
    {
        int before = 0;
        for (int step = readings.Length; step > 0;)
        {
            int half = step / 2;
            bool isBefore = readings[before + half].Offset < offset;
            (before, step) = isBefore ? (before + half + 1, step - half - 1) : (before, half);
        }

        return before;
    }
}
