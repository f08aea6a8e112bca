using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm.Judging;

/// <summary>All sensors of the plan, judged. For one task.</summary>
internal sealed class EdgeWatch(JudgedReadings kept, TimeProvider clock)
{
    /// <summary>
    /// A reading on its way from a sensor over the disk to here was measured before it is judged: the clock speaks that much
    /// later, so that a return to range just before a rule's time is not passed over.
    /// </summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(500);

    private const ReadingFlags NeverJudged = ReadingFlags.DailyLow | ReadingFlags.DailyHigh;

    private readonly long _startedAt = clock.GetTimestamp();
    private readonly List<(Reading Reading, bool IsLive)> _judged = [];
    private Dictionary<SensorId, WatchedSensor> _sensors = [];

    /// <summary>New limits judge anew what is kept of the last day: an excursion does not begin to count anew with them.</summary>
    public void Adopt(EdgePlan plan)
    {
        Dictionary<SensorId, WatchedSensor> before = _sensors;
        _sensors = [];
        foreach (EdgeUnit unit in plan.Units)
        {
            foreach (SensorId sensor in unit.Sensors)
            {
                _sensors[sensor] = new WatchedSensor(new SensorGuard(sensor, unit));
            }
        }

        foreach ((Reading reading, bool isLive) in kept.ReadAll())
        {
            if (_sensors.TryGetValue(reading.Sensor, out WatchedSensor? watched))
            {
                watched.Guard.Take(reading, reading.MeasuredAt);
                watched.IsLive = isLive;
            }
        }

        foreach (WatchedSensor watched in _sensors.Values)
        {
            if (before.TryGetValue(watched.Guard.Sensor, out WatchedSensor? old))
            {
                watched.HeardAt = old.HeardAt;
                if (watched.Guard.Last is null)
                {
                    watched.Guard.Carry(old.Guard);
                }
            }
        }
    }

    public void Take(IReadOnlyList<Reading> readings, Instant now)
    {
        _judged.Clear();
        foreach (Reading reading in readings)
        {
            if (!_sensors.TryGetValue(reading.Sensor, out WatchedSensor? watched) || (reading.Flags & NeverJudged) != 0)
            {
                continue;
            }

            if ((reading.Flags & ReadingFlags.Logger) == 0 && now - reading.MeasuredAt <= watched.Guard.Unit.Profile.LongestInterval)
            {
                watched.HeardAt = clock.GetTimestamp();
                watched.IsLive = true;
            }

            if (watched.Guard.Take(reading, now))
            {
                _judged.Add((watched.Guard.Last!.Value, watched.IsLive));
            }
        }

        kept.Append(_judged);
    }

    /// <summary>What is wrong now, the clock's word included (EX-04).</summary>
    public IReadOnlyList<EdgeCondition> Look(Instant now)
    {
        List<EdgeCondition> wrong = [];
        foreach (WatchedSensor watched in _sensors.Values)
        {
            watched.Guard.Tick(now - Latency);
            if (watched.OutOfRange() is { } outside)
            {
                wrong.Add(outside);
            }

            if (watched.Silent(_startedAt, clock) is { } silent)
            {
                wrong.Add(silent);
            }
        }

        return wrong;
    }

    /// <summary>Nothing has been seen of this sensor that would show that an alarm from before the start is over.</summary>
    public bool IsUndecided(StandingAlarm alarm) =>
        _sensors.TryGetValue(alarm.Sensor, out WatchedSensor? watched)
        && (alarm.Cause == LocalCause.Silence ? watched.HeardAt is null : watched.Guard.Last is null);
}
