using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ColdChain.Core.Integrity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>One sensor's days as they were when this was made: what is sealed and what is open, put together.</summary>
/// <remarks>
/// The open days are looked at before the file, and of such a day a chunk of the same part or a later one is left aside: it is
/// this very view, sealed meanwhile. So nothing is missed and nothing is seen twice while the sealer works.
/// </remarks>
/// <param name="timeline">The sensor.</param>
/// <param name="memory">Of the history.</param>
/// <param name="session">Reads the file.</param>
/// <param name="lent">Arrays for what is opened: no day that this gives outlives them.</param>
/// <param name="fetched">What was fetched of days whose readings are away; such days that are not here are named in <see cref="Away"/>.</param>
internal sealed class SensorDays(
    SensorTimeline timeline,
    HistoryMemory memory,
    ReadSession session,
    LentReadings lent,
    IReadOnlyDictionary<int, IReadOnlyList<KeptReading>>? fetched = null)
{
    /// <summary>Less is opened sooner than another core is asked to help; a year at ten minutes has 30 kB in blocks, at one 300.</summary>
    private const int ManyBytes = 20_000;

    /// <summary>Days that are held opened at one time: a year and some; at a reading a minute 12 MB.</summary>
    public const int DaysTogether = 400;

    /// <summary>Spans whose blocks are held: those of <see cref="DaysTogether"/> and of what is asked between.</summary>
    private const int MostSpans = 32;

    private readonly DayCalendar _calendar = memory.Calendar;
    private readonly List<AwayDay> _away = [];
    private readonly Dictionary<int, List<OpenBlock>> _blocks = [];
    private readonly OpenDay[] _open = timeline.Open;
    private readonly SensorHead _head = timeline.Head;

    /// <summary>The first day that has anything; <see cref="int.MaxValue"/> when none has.</summary>
    public int First => Math.Min(_head.FirstDay, _open.Length > 0 ? _open[0].Day : int.MaxValue);

    /// <summary>The last day that has anything; <see cref="int.MinValue"/> when none has.</summary>
    public int Last => Math.Max(_head.LastDay, _open.Length > 0 ? _open[^1].Day : int.MinValue);

    /// <summary>Days that were asked for and whose readings are elsewhere: an answer without them is none.</summary>
    public IReadOnlyList<AwayDay> Away => _away;

    /// <summary>The newest reading, where it is of a day of which nothing is sealed and after which nothing is; else null.</summary>
    public static StoredReading? NewestInMemory(SensorTimeline timeline, DayCalendar calendar) =>
        timeline.Open is [.., { Part: 0 } newest] && newest.Day > timeline.Head.LastDay && newest.LastBefore(int.MaxValue) is { } reading
            ? Stored(reading, calendar.StartOf(newest.Day), isConflict: false)
            : null;

    /// <summary>The days that a range touches and that may have anything.</summary>
    public (int First, int Last) Touched(TimeRange during)
    {
        bool isOutside = First > Last || during.Start.UnixMilliseconds >= _calendar.StartOf(Last + 1)
            || during.End?.UnixMilliseconds <= _calendar.StartOf(First);
        return isOutside
            ? (0, -1)
            : (DayWithin(during.Start.UnixMilliseconds), DayWithin((during.End?.UnixMilliseconds ?? long.MaxValue) - 1));
    }

    public KeptDay Of(int day) => Of(day, null);

    /// <param name="day">By the history's calendar.</param>
    /// <param name="during">So much of it is needed; there may be more. Null for all.</param>
    private KeptDay Of(int day, TimeRange? during)
    {
        OpenDay? open = OpenOn(day);
        if (IsOpenAlone(day, open))
        {
            return during is { } needed
                ? open?.About(OffsetOf(needed.Start, day), needed.End is { } end ? OffsetOf(end, day) : int.MaxValue, lent) ?? KeptDay.Empty
                : open is null ? KeptDay.Empty : ContentOf(open);
        }

        (List<KeptDay> parts, ChunkFigures? away) = PartsOf(day, open);
        if (away is { } figures)
        {
            parts.Insert(0, new KeptDay(FirstPartOf(day, figures, parts) ?? [], ReadOnlyMemory<KeptReading>.Empty));
        }

        return PartsOfDay.Together(parts);
    }

    /// <summary>Each of these days; where there is much to open, blocks, and days that are one chunk and nothing else, are opened on all cores.</summary>
    public KeptDay[] Of(int first, int last, TimeRange? during = null)
    {
        KeptDay[] days = new KeptDay[last - first + 1];
        byte[]?[] alone = new byte[days.Length][];
        List<OpenBlock> blocks = LoadedBlocks(first, last);
        int bytes = blocks.Sum(block => block.Bytes?.Length ?? 0);
        for (int index = 0; index < days.Length; index++)
        {
            alone[index] = BytesWhenAlone(first + index);
            bytes += alone[index]?.Length ?? 0;
        }

        IEnumerable<int> closed = Enumerable.Range(0, blocks.Count + days.Length).Where(number => number < blocks.Count || alone[number - blocks.Count] is not null);
        if (bytes >= ManyBytes)
        {
            // One at a time: a month that is one block weighs as much as thirty days, and a core that took several would be waited for.
            Parallel.ForEach(Partitioner.Create(closed, EnumerablePartitionerOptions.NoBuffering), Open);
        }
        else
        {
            foreach (int number in closed)
            {
                Open(number);
            }
        }

        for (int index = 0; index < days.Length; index++)
        {
            days[index] ??= Of(first + index, during);
        }

        return days;

        void Open(int number)
        {
            if (number < blocks.Count)
            {
                blocks[number].TryOpen(lent);
            }
            else if (alone[number - blocks.Count] is { } chunk && ChunkCodec.TryDecode(new ChunkId(first + number - blocks.Count, timeline.Number, 0), chunk, out KeptDay? day, lent))
            {
                days[number - blocks.Count] = day;
            }
        }
    }

    /// <summary>The readings of a day's first part that were fetched; null when they are not away, or not those that were sealed.</summary>
    public KeptReading[]? AwayPartOf(int day)
    {
        (List<KeptDay> parts, ChunkFigures? away) = PartsOf(day, OpenOn(day));
        return away is { } figures && fetched?.GetValueOrDefault(day) is { } all ? AwayDay.FirstPart(all, figures, parts) : null;
    }

    /// <summary>Figures of each part of a day; those that are open are added up now.</summary>
    public void FiguresOf(int day, List<ChunkFigures> figures)
    {
        OpenDay? open = OpenOn(day);
        if (day >= _head.FirstDay && day <= _head.LastDay && open?.Part != 0)
        {
            long from = new ChunkId(day, timeline.Number, 0).Number;
            session.ReadFigures(from, from + (open?.Part ?? ChunkId.MostParts), (id, bytes, _) =>
            {
                if (ChunkFigures.TryRead(id, bytes, out ChunkFigures part))
                {
                    figures.Add(part);
                }
            });
            foreach ((OpenBlock block, int place) in BoundOn(day, open))
            {
                figures.Add(block.Chunks[place].Figures);
            }
        }

        if (open is not null)
        {
            figures.Add(ChunkFigures.Of(ContentOf(open)));
        }
    }

    /// <summary>The readings of a range, by time; a conflict after the one it conflicts with.</summary>
    public List<StoredReading> Read(TimeRange during)
    {
        List<StoredReading> found = [];
        (int first, int last) = Touched(during);
        for (int from = first; from <= last; from += DaysTogether)
        {
            KeptDay[] days = Of(from, Math.Min(last, from + DaysTogether - 1), during);
            found.EnsureCapacity(found.Count + days.Sum(day => day.Readings.Length + day.Conflicts.Length));
            for (int index = 0; index < days.Length; index++)
            {
                Append(found, days[index], _calendar.StartOf(from + index), during);
            }
        }

        return found;
    }

    public StoredReading? LastBefore(long moment)
    {
        if (First > Last || moment <= _calendar.StartOf(First))
        {
            return null;
        }

        for (int day = DayWithin(moment - 1); day >= First && _away.Count == 0; day--)
        {
            long start = _calendar.StartOf(day);
            OpenDay? open = OpenOn(day);
            if (IsOpenAlone(day, open))
            {
                if (open?.LastBefore((int)Math.Min(int.MaxValue, moment - start)) is { } newest)
                {
                    return Stored(newest, start, isConflict: false);
                }

                continue;
            }

            ReadOnlySpan<KeptReading> readings = Of(day).Readings.Span;
            for (int index = readings.Length - 1; index >= 0; index--)
            {
                if (start + readings[index].Offset < moment)
                {
                    return Stored(readings[index], start, isConflict: false);
                }
            }
        }

        return null;
    }

    private KeptDay ContentOf(OpenDay open) => open.ContentIn(LentReadings.Take(lent, open.Count));

    /// <summary>What is here of a sealed day, and the figures of its first part when that is not.</summary>
    private (List<KeptDay> Parts, ChunkFigures? Away) PartsOf(int day, OpenDay? open)
    {
        List<(int Number, KeptDay Content)> found = [];
        ChunkFigures? away = null;
        long from = new ChunkId(day, timeline.Number, 0).Number;
        session.ReadChunks(from, from + (open?.Part ?? ChunkId.MostParts), (id, figures, readings) =>
        {
            if (ChunkCodec.TryDecode(id, readings, out KeptDay? part, lent))
            {
                found.Add((id.Part, part));
            }
            else if (readings.IsEmpty && ChunkFigures.TryRead(id, figures, out ChunkFigures ofAway))
            {
                away = ofAway;
            }
            else if (!readings.SequenceEqual(Destruction.Marker))
            {
                memory.Damaged($"chunk {id.Number}, the day {DayCalendar.DateOf(day):yyyy-MM-dd} of {timeline.Sensor}, cannot be read");
            }
        });
        foreach ((OpenBlock block, int place) in BoundOn(day, open))
        {
            block.Load(session);
            if (block.TryOpen(lent))
            {
                found.Add((block.Chunks[place].Id.Part, block.Of(place)));
            }
            else
            {
                memory.Damaged($"the readings of block {block.Id.Key}, of {timeline.Sensor} from {DayCalendar.DateOf(block.Id.FirstDay):yyyy-MM-dd}, cannot be read");
            }
        }

        List<KeptDay> parts = [.. found.OrderBy(part => part.Number).Select(part => part.Content)];
        if (open is not null)
        {
            parts.Add(ContentOf(open));
        }

        return (parts, away);
    }

    /// <summary>Where in blocks the parts of a day are that are sealed and not the open one.</summary>
    private IEnumerable<(OpenBlock Block, int Place)> BoundOn(int day, OpenDay? open)
    {
        int until = open?.Part ?? ChunkId.MostParts;
        foreach (OpenBlock block in BlocksOf(BlockId.SpanOf(day)))
        {
            for (int place = 0; place < block.Chunks.Length; place++)
            {
                if (block.Chunks[place].Id is var id && id.Day == day && id.Part < until)
                {
                    yield return (block, place);
                }
            }
        }
    }

    private List<OpenBlock> BlocksOf(int span)
    {
        if (!_blocks.TryGetValue(span, out List<OpenBlock>? blocks))
        {
            _blocks[span] = blocks = [];
            (long from, long until) = BlockId.KeysOf(span, timeline.Number);
            session.ReadHeads(from, until, (id, chunks) =>
            {
                if (chunks is not null)
                {
                    blocks.Add(new OpenBlock(id, chunks));
                }
                else
                {
                    memory.Damaged($"block {id.Key}, of {timeline.Sensor} from {DayCalendar.DateOf(id.FirstDay):yyyy-MM-dd}, cannot be read");
                }
            });
        }

        return blocks;
    }

    /// <summary>The blocks of a range of days, with the bytes of those that are not opened.</summary>
    private List<OpenBlock> LoadedBlocks(int first, int last)
    {
        if (_blocks.Count > MostSpans)
        {
            _blocks.Clear();
        }

        List<OpenBlock> loaded = [];
        for (int span = BlockId.SpanOf(first); span <= BlockId.SpanOf(last); span++)
        {
            loaded.AddRange(BlocksOf(span).Where(block => Array.Exists(block.Chunks, chunk => chunk.Id.Day >= first && chunk.Id.Day <= last)));
        }

        loaded.ForEach(block => block.Load(session));
        return loaded;
    }

    /// <summary>Null for a day that has another part or is open: it is put together one at a time.</summary>
    private byte[]? BytesWhenAlone(int day)
    {
        if (day < _head.FirstDay || day > _head.LastDay || OpenOn(day) is not null || BoundOn(day, null).Any())
        {
            return null;
        }

        byte[]? first = null;
        int parts = 0;
        long from = new ChunkId(day, timeline.Number, 0).Number;
        session.ReadChunks(from, from + ChunkId.MostParts, (_, _, readings) =>
        {
            first = parts++ == 0 ? readings.ToArray() : null;
        });
        return first;
    }

    private KeptReading[]? FirstPartOf(int day, ChunkFigures figures, List<KeptDay> later)
    {
        if (fetched?.GetValueOrDefault(day) is not { } all)
        {
            _away.Add(new AwayDay(day, figures.Count + later.Sum(part => part.Readings.Length) + AwayDay.Slack));
            return null;
        }

        return AwayDay.FirstPart(all, figures, later) ?? throw new HistoryAwayException(
            $"What the other database has of {timeline.Sensor} on {DayCalendar.DateOf(day):yyyy-MM-dd} is not what was sealed; "
            + "run 'coldchain-server verify'.");
    }

    private static StoredReading Stored(in KeptReading kept, long start, bool isConflict) => new(
        Instant.FromUnixMilliseconds(start + kept.Offset),
        Temperature.FromMilliCelsius(kept.MilliCelsius),
        (ReadingFlags)kept.Flags,
        Instant.FromUnixMilliseconds(kept.StoredMinute * 60_000L),
        isConflict);

    private static void Append(List<StoredReading> found, KeptDay day, long start, TimeRange during)
    {
        ReadOnlySpan<KeptReading> readings = day.Readings.Span;
        ReadOnlySpan<KeptReading> conflicts = day.Conflicts.Span;
        long from = during.Start.UnixMilliseconds - start;
        long until = during.End is { } end ? end.UnixMilliseconds - start : long.MaxValue;
        if (conflicts.IsEmpty && !readings.IsEmpty && readings[0].Offset >= from && readings[^1].Offset < until)
        {
            int before = found.Count;
            CollectionsMarshal.SetCount(found, before + readings.Length);
            Span<StoredReading> room = CollectionsMarshal.AsSpan(found)[before..];
            for (int index = 0; index < readings.Length; index++)
            {
                room[index] = Stored(readings[index], start, isConflict: false);
            }

            return;
        }

        int at = 0;
        foreach (ref readonly KeptReading reading in readings)
        {
            while (at < conflicts.Length && conflicts[at].Offset < reading.Offset)
            {
                Take(conflicts[at++], isConflict: true);
            }

            Take(reading, isConflict: false);
        }

        while (at < conflicts.Length)
        {
            Take(conflicts[at++], isConflict: true);
        }

        void Take(in KeptReading reading, bool isConflict)
        {
            if (reading.Offset >= from && reading.Offset < until)
            {
                found.Add(Stored(reading, start, isConflict));
            }
        }
    }

    /// <summary>A moment may be any number: it is taken to the days there are before a day is made of it.</summary>
    private int DayWithin(long moment) =>
        moment < _calendar.StartOf(First) ? First : moment >= _calendar.StartOf(Last + 1) ? Last : _calendar.DayOf(moment);

    /// <summary>Nothing of the day is sealed.</summary>
    private bool IsOpenAlone(int day, OpenDay? open) => day < _head.FirstDay || day > _head.LastDay || open?.Part == 0;

    /// <summary>Of any moment: what lies before the day or after it stays so.</summary>
    private int OffsetOf(Instant moment, int day) =>
        (int)Math.Clamp(moment.UnixMilliseconds - _calendar.StartOf(day), int.MinValue, int.MaxValue);

    private OpenDay? OpenOn(int day)
    {
        foreach (OpenDay open in _open)
        {
            if (open.Day == day)
            {
                return open;
            }
        }

        return null;
    }
}
