using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-31. Watches two sensors of one unit for values that cannot both be right. A pure step function.</summary>
/// <param name="longestInterval">For so long a reading speaks (EX-06).</param>
/// <param name="sumOfAccuracies">A difference of exactly this can be both sensors' error.</param>
public sealed class DisagreementWatch(TimeSpan longestInterval, TemperatureDelta sumOfAccuracies)
{
    /// <summary>EX-31. Air that is stirred by a door evens out sooner [P].</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(30);

    /// <summary>Everything that was found by that moment between each two of the sensors, by start.</summary>
    /// <param name="sensors">One for each, while it sat in the unit.</param>
    /// <param name="profile">Of the unit: how long a reading speaks, and how accurate its sensors are taken to be.</param>
    /// <param name="now">The clock stands here.</param>
    public static IReadOnlyList<ObservationFinding> Over(
        IReadOnlyList<PlacedSeries> sensors, StorageProfile profile, Instant now)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(profile);
        int accuracy = SensorAccuracy.Of(profile.Kind).MilliKelvin;
        DisagreementWatch watch = new(profile.LongestInterval, TemperatureDelta.FromMilliKelvin(2 * accuracy));
        List<ObservationFinding> found = [];
        for (int left = 0; left < sensors.Count; left++)
        {
            for (int right = left + 1; right < sensors.Count; right++)
            {
                found.AddRange(watch.Between(sensors[left], sensors[right], now));
            }
        }

        return [.. found.OrderBy(one => one.StartedAt)];
    }

    /// <summary>Everything that was found between two sensors by that moment, for as long as both sat there; by start.</summary>
    public IReadOnlyList<ObservationFinding> Between(PlacedSeries left, PlacedSeries right, Instant now)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Placed.Intersect(right.Placed) is not { } both)
        {
            return [];
        }

        List<ObservationEvent> events = [];
        DisagreementState state = DisagreementState.Initial;
        Instant until = Instant.Min(now, both.End ?? now);
        IEnumerable<IGrouping<Instant, (Instant At, bool IsLeft, Reading Reading)>> moments = Readings(left, isLeft: true)
            .Concat(Readings(right, isLeft: false))
            .Where(one => one.At <= until && both.Contains(one.At))
            .GroupBy(one => one.At)
            .OrderBy(moment => moment.Key);
        foreach (IGrouping<Instant, (Instant At, bool IsLeft, Reading Reading)> moment in moments)
        {
            state = Step(state, Of(moment, isLeft: true), Of(moment, isLeft: false), events);
        }

        state = Tick(state, until, events);
        if (both.End <= now)
        {
            End(state, until, events);
        }

        return Observation.Sum(events);
    }

    /// <summary>Takes what one or both measured at one moment, so that neither is compared with what the other said before.</summary>
    /// <exception cref="ArgumentException">No reading, two of different moments, or one that is older than the last.</exception>
    public DisagreementState Step(DisagreementState state, Reading? first, Reading? second, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        Instant at = first?.MeasuredAt ?? second?.MeasuredAt ?? throw new ArgumentException("A step takes a reading.", nameof(first));
        if ((second ?? first)!.Value.MeasuredAt != at || at <= state.First?.MeasuredAt || at <= state.Second?.MeasuredAt)
        {
            throw new ArgumentException($"Readings are taken in order, those of one moment together: {at}.", nameof(second));
        }

        state = Tick(state, at, events);
        state = state with { First = first ?? state.First, Second = second ?? state.Second };
        if (!Differ(state, at))
        {
            return End(state, at, events);
        }

        return state.Since is not null ? state : state with
        {
            Since = new ObservationFinding
            {
                Kind = ObservationKind.Disagreement,
                Sensor = state.First!.Value.Sensor,
                OtherSensor = state.Second!.Value.Sensor,
                StartedAt = at,
                Value = state.First.Value.Value,
                OtherValue = state.Second.Value.Value,
            },
        };
    }

    /// <summary>Lets the clock say that they have differed for long enough, or that one of them is silent.</summary>
    public DisagreementState Tick(DisagreementState state, Instant now, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        if (state.Since is not { } since || state.SilentAt(longestInterval) is not { } silentAt)
        {
            return state;
        }

        if (!state.IsFound && Instant.Min(now, silentAt) >= since.StartedAt + Hold)
        {
            events.Add(new ObservationEvent.Found(since));
            state = state with { IsFound = true };
        }

        return now > silentAt ? End(state, silentAt, events) : state;
    }

    private static DisagreementState End(DisagreementState state, Instant at, ICollection<ObservationEvent> events)
    {
        if (state is { IsFound: true, Since: { } since })
        {
            events.Add(new ObservationEvent.Ended(since with { EndedAt = at }));
        }

        return state with { Since = null, IsFound = false };
    }

    private bool Differ(DisagreementState state, Instant at) =>
        state.First is { } first && state.Second is { } second
        && state.SilentAt(longestInterval) is { } silentAt && at <= silentAt
        && (first.Value - second.Value).Magnitude > sumOfAccuracies;

    private static Reading? Of(IEnumerable<(Instant At, bool IsLeft, Reading Reading)> moment, bool isLeft) =>
        moment.Where(one => one.IsLeft == isLeft).Select(one => (Reading?)one.Reading).FirstOrDefault();

    private static IEnumerable<(Instant At, bool IsLeft, Reading Reading)> Readings(PlacedSeries series, bool isLeft) =>
        series.Readings.Select(reading => (reading.MeasuredAt, isLeft, reading));
}
