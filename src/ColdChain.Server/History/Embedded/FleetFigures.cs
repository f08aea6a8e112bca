using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>Figures of many sensors in days that are sealed as a whole: the chunks of a day stand in a row, and none is opened.</summary>
internal sealed class FleetFigures
{
    private readonly IReadOnlyList<TimeRange> _days;
    private readonly (SensorTimeline Timeline, OpenDay[] Open, LineSum Sum)[] _sensors;
    private readonly int[] _placeByNumber;
    private int _span = int.MinValue;
    private ILookup<int, BoundChunk> _bound = Array.Empty<BoundChunk>().ToLookup(chunk => chunk.Id.Day);

    /// <summary>Open days are looked at here, before any chunk (<see cref="SensorTimeline.Open"/>).</summary>
    public FleetFigures(HistoryMemory memory, IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days)
    {
        _days = days;
        long[] ends = LineSum.EndsOf(days);
        _sensors =
        [
            .. sensors.Distinct().Select(memory.Find).OfType<SensorTimeline>()
                .Select(timeline => (timeline, timeline.Open, new LineSum(days, ends))),
        ];
        _placeByNumber = new int[_sensors.Select(one => one.Timeline.Number + 1).DefaultIfEmpty().Max()];
        for (int place = 0; place < _sensors.Length; place++)
        {
            _placeByNumber[_sensors[place].Timeline.Number] = place + 1;
        }
    }

    /// <summary>The numbers of the days when each of them is sealed as a whole; null when one is not.</summary>
    public static int[]? DaysOf(IReadOnlyList<TimeRange> days, DayCalendar calendar)
    {
        int[] numbers = [.. days.Select(day => calendar.DayOf(day.Start))];
        return days.Select((day, at) => day == calendar.During(numbers[at])).All(isWhole => isWhole) ? numbers : null;
    }

    /// <param name="session">Reads the chunks.</param>
    /// <param name="numbers">Of the days that were handed to the constructor.</param>
    public IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>> Read(ReadSession session, int[] numbers)
    {
        for (int at = 0; at < numbers.Length; at++)
        {
            ReadDay(session, numbers[at], _days[at].Start.UnixMilliseconds);
        }

        return _sensors.Where(one => one.Sum.Lines.Count > 0).ToDictionary(one => one.Timeline.Sensor, one => one.Sum.Lines);
    }

    private void ReadDay(ReadSession session, int day, long start)
    {
        session.ReadFigures(new ChunkId(day, 0, 0).Number, new ChunkId(day + 1, 0, 0).Number, (id, bytes, _) =>
        {
            if (ChunkFigures.TryRead(id, bytes, out ChunkFigures part))
            {
                Add(id, part, start);
            }
        });
        foreach (BoundChunk chunk in BoundOn(session, day))
        {
            Add(chunk.Id, chunk.Figures, start);
        }

        foreach ((_, OpenDay[] open, LineSum sum) in _sensors)
        {
            if (Array.Find(open, one => one.Day == day) is { } view)
            {
                sum.Add(ChunkFigures.Of(view.Content), start);
            }
        }
    }

    private void Add(ChunkId id, ChunkFigures part, long start)
    {
        int place = id.Sensor < _placeByNumber.Length ? _placeByNumber[id.Sensor] - 1 : -1;
        if (place >= 0 && id.Part < PartOpen(_sensors[place].Open, id.Day))
        {
            _sensors[place].Sum.Add(part, start);
        }
    }

    /// <summary>What blocks have of a day; those of a span are read once, since days are asked in their order.</summary>
    private IEnumerable<BoundChunk> BoundOn(ReadSession session, int day)
    {
        if (BlockId.SpanOf(day) != _span)
        {
            _span = BlockId.SpanOf(day);
            List<BoundChunk> chunks = [];
            session.ReadHeads(new BlockId(_span, 0, 0).Key, new BlockId(_span + 1, 0, 0).Key, (_, found) => chunks.AddRange(found ?? []));
            _bound = chunks.ToLookup(chunk => chunk.Id.Day);
        }

        return _bound[day];
    }

    /// <summary>A chunk of this part or a later one is the open view, sealed meanwhile.</summary>
    private static int PartOpen(OpenDay[] open, int day) => Array.Find(open, one => one.Day == day)?.Part ?? ChunkId.MostParts;
}
