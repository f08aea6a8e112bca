using FirmwareSim.Live;
using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.History;

/// <summary>
/// Finds when the power must have gone for a sensor's first reading beyond a limit to fall on a given moment: tries moments on
/// copies of the fridge, closing in by halves, since a later cut means a later crossing.
/// </summary>
internal sealed class CrossingSearch
{
    /// <summary>Longer than any lining here lasts.</summary>
    private const long HorizonSeconds = 5 * 86_400;

    /// <summary>Copies of the fridge are kept this far apart, so that a try needs not begin five days back.</summary>
    private const long SnapshotEvery = 1_800;

    /// <summary>Where the compressor's cycle breaks the order, neighbours this near are tried one by one.</summary>
    private const long NeighbourSeconds = 2_700;

    private const long NeighbourStep = 5;

    private readonly CrossingPlan _plan;
    private readonly SensorPlan _sensor;
    private readonly int _probeIndex;
    private readonly long _liveStart;
    private readonly long _target;
    private readonly SortedList<long, InstrumentedFridge> _snapshots = [];

    private CrossingSearch(Plant plant, CrossingPlan plan)
    {
        _plan = plan;
        _liveStart = plant.LiveStartSecond;
        _target = plan.At.Resolve(_liveStart, plant.Scenario.UtcOffset);
        _sensor = plant.Sensor(plan.Sensor).Plan;
        _probeIndex = Plant.SensorsOf(plant.Scenario, _sensor.Unit).ToList().IndexOf(_sensor);
        InstrumentedFridge original = plant.Fridges[_sensor.Unit];
        InstrumentedFridge walker = original.Branch(original.Story);
        long first = Math.Max(walker.Second, _target - HorizonSeconds);
        for (long second = first; second <= _target; second += SnapshotEvery)
        {
            walker.AdvanceTo(second);
            _snapshots.Add(second, walker.Branch(walker.Story));
        }
    }

    /// <summary>Looks for the moment; the plant must not have been brought past it yet, and is left as it is.</summary>
    public static CrossingOutcome Find(Plant plant, CrossingPlan plan)
    {
        CrossingSearch search = new(plant, plan);
        long back = search._liveStart - search._target;
        bool isOnGrid = back > 0
            && back < HistoryPlan.FineSpan.TotalSeconds
            && back % (long)HistoryPlan.FineInterval.TotalSeconds == 0;
        return isOnGrid
            ? search.Find()
            : new CrossingOutcome.NotFound("the moment must be a whole number of minutes, 1 to 59, before the live start");
    }

    /// <summary>The story with the power gone from this moment until it is said to be back.</summary>
    public static FridgeStory StoryWith(Plant plant, string unit, long powerOffSecond)
    {
        long powerOn = plant.Scenario.Happenings
            .Where(happening => happening.Kind == HappeningKind.PowerOn && happening.Target == unit)
            .Select(happening => happening.At.Resolve(plant.LiveStartSecond, plant.Scenario.UtcOffset))
            .Where(second => second > powerOffSecond)
            .DefaultIfEmpty(long.MaxValue)
            .Min();
        return plant.Fridges[unit].Story.WithPowerCut(new SecondRange(powerOffSecond, powerOn));
    }

    private CrossingOutcome Find()
    {
        long early = _snapshots.Keys[0];
        long late = _target;
        if (CrossingAfter(early) > _target)
        {
            return new CrossingOutcome.NotFound(
                $"{_plan.Sensor} does not pass the limit by then, even with the power gone for {(_target - early) / 3_600} hours");
        }

        while (late - early > 1)
        {
            long middle = early + ((late - early) / 2);
            if (CrossingAfter(middle) < _target)
            {
                early = middle;
            }
            else
            {
                late = middle;
            }
        }

        CrossingOutcome? found = MiddleOfRun(late) ?? Neighbour(late);
        return found
            ?? new CrossingOutcome.NotFound($"no moment makes {_plan.Sensor} pass the limit just then and stay beyond it");
    }

    /// <summary>The middle of the moments that all give the wanted crossing: farthest from both wrong neighbours.</summary>
    private CrossingOutcome.Found? MiddleOfRun(long first)
    {
        long last = first;
        while (last < _target && CrossingAfter(last) == _target)
        {
            last += NeighbourStep;
        }

        long middle = first + ((last - first) / 2);
        return CrossingAfter(middle) == _target ? new CrossingOutcome.Found(middle) : null;
    }

    private CrossingOutcome.Found? Neighbour(long centre)
    {
        for (long distance = 0; distance <= NeighbourSeconds; distance += NeighbourStep)
        {
            foreach (long second in new[] { centre - distance, centre + distance })
            {
                if (second >= _snapshots.Keys[0] && second < _target && CrossingAfter(second) == _target)
                {
                    return new CrossingOutcome.Found(second);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The moment of the first reading beyond the limit when the power goes here; the end of time when there is none, or when
    /// a later one before the live start is back in range.
    /// </summary>
    private long CrossingAfter(long powerOffSecond)
    {
        InstrumentedFridge start = _snapshots.Values[0];
        foreach ((long second, InstrumentedFridge snapshot) in _snapshots)
        {
            if (second > powerOffSecond)
            {
                break;
            }

            start = snapshot;
        }

        InstrumentedFridge fridge = start.Branch(
            start.Story.WithPowerCut(new SecondRange(powerOffSecond, long.MaxValue)));
        long crossing = long.MaxValue;
        foreach (long second in HistoryPlan.FineSeconds(powerOffSecond, _liveStart))
        {
            fridge.AdvanceTo(second);
            bool isBeyond = _plan.IsBeyond(PlantSensor.Express(_sensor, fridge.ReadMilliCelsius(_probeIndex)));
            if (isBeyond && crossing == long.MaxValue)
            {
                crossing = second;
            }
            else if (!isBeyond && crossing != long.MaxValue)
            {
                return second > _target ? long.MaxValue : crossing;
            }
        }

        return crossing;
    }
}
