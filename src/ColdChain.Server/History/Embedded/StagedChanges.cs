using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What a transaction will have changed in memory once it is on the disk; a part of it can be undone alone.</summary>
internal sealed class StagedChanges
{
    private readonly Dictionary<(int Sensor, int Day), OpenDay?> _days = [];
    private readonly Dictionary<int, SensorHead> _heads = [];
    private readonly List<(SensorId Sensor, long From, long To, long Arrival)> _spans = [];
    private readonly Dictionary<SensorId, int> _sensors = [];
    private readonly Dictionary<int, ReadingOrigin> _journals = [];
    private readonly List<Action> _undo = [];

    /// <summary>Null where a day was sealed.</summary>
    public IReadOnlyDictionary<(int Sensor, int Day), OpenDay?> Days => _days;

    public IReadOnlyDictionary<int, SensorHead> Heads => _heads;

    public IReadOnlyCollection<(SensorId Sensor, long From, long To, long Arrival)> Spans => _spans;

    /// <summary>Sensors that are named for the first time, by their ids.</summary>
    public IReadOnlyDictionary<SensorId, int> Sensors => _sensors;

    public IReadOnlyDictionary<int, ReadingOrigin> Journals => _journals;

    /// <summary>Null when no arrival was written.</summary>
    public ArrivalHead? NewestArrival { get; private set; }

    /// <summary>The day for which a root was made or found not needed.</summary>
    public int? NewestRootDay { get; private set; }

    /// <summary>The number of the newest chunk; null when none was sealed.</summary>
    public long? NewestSeal { get; private set; }

    public void BeginPart() => _undo.Clear();

    public void UndoPart()
    {
        for (int index = _undo.Count - 1; index >= 0; index--)
        {
            _undo[index]();
        }

        _undo.Clear();
    }

    public void Clear()
    {
        _days.Clear();
        _heads.Clear();
        _spans.Clear();
        _sensors.Clear();
        _journals.Clear();
        _undo.Clear();
        NewestArrival = null;
        NewestSeal = null;
        NewestRootDay = null;
    }

    public void Set(int sensor, int day, OpenDay? view)
    {
        bool isThere = _days.TryGetValue((sensor, day), out OpenDay? before);
        _days[(sensor, day)] = view;
        _undo.Add(isThere ? () => _days[(sensor, day)] = before : () => _days.Remove((sensor, day)));
    }

    public void Set(int sensor, SensorHead head)
    {
        bool isThere = _heads.TryGetValue(sensor, out SensorHead? before);
        _heads[sensor] = head;
        _undo.Add(isThere ? () => _heads[sensor] = before! : () => _heads.Remove(sensor));
    }

    public void Unjudged(SensorId sensor, long from, long to, long arrival)
    {
        int count = _spans.Count;
        _spans.Add((sensor, from, to, arrival));
        _undo.Add(() => _spans.RemoveRange(count, _spans.Count - count));
    }

    public void Named(SensorId sensor, int number)
    {
        _sensors.Add(sensor, number);
        _undo.Add(() => _sensors.Remove(sensor));
    }

    public void Named(int journal, ReadingOrigin origin)
    {
        _journals.Add(journal, origin);
        _undo.Add(() => _journals.Remove(journal));
    }

    public void Arrived(ArrivalHead head)
    {
        ArrivalHead? before = NewestArrival;
        NewestArrival = head;
        _undo.Add(() => NewestArrival = before);
    }

    public void RootedOn(int day)
    {
        int? before = NewestRootDay;
        NewestRootDay = day;
        _undo.Add(() => NewestRootDay = before);
    }

    public void Sealed(long number)
    {
        long? before = NewestSeal;
        NewestSeal = number;
        _undo.Add(() => NewestSeal = before);
    }
}
