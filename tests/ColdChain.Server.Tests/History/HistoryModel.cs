using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Tests.History;

/// <summary>What a history must hold, as plain lists: the oracle of <see cref="HistoryModelTests"/>.</summary>
internal sealed class HistoryModel
{
    private readonly Dictionary<SensorId, SortedDictionary<long, List<(int Value, Instant StoredAt)>>> _sensors = [];

    /// <summary>What became of each reading, added up.</summary>
    public (int Stored, int Duplicates, int Conflicts) Append(Arrival arrival)
    {
        (int stored, int duplicates, int conflicts) = (0, 0, 0);
        Instant minute = Instant.FromUnixMilliseconds(arrival.StoredAt.UnixMilliseconds / 60_000 * 60_000);
        foreach (ArrivedSeries series in arrival.Series)
        {
            _sensors.TryAdd(series.Sensor, []);
            foreach (Core.Wire.WireReading reading in series.Readings.ToArray())
            {
                SortedDictionary<long, List<(int Value, Instant StoredAt)>> moments = _sensors[series.Sensor];
                if (!moments.TryGetValue(reading.MeasuredAt, out List<(int Value, Instant StoredAt)>? values))
                {
                    moments[reading.MeasuredAt] = [(reading.MilliCelsius, minute)];
                    stored++;
                }
                else if (values.Any(one => one.Value == reading.MilliCelsius))
                {
                    duplicates++;
                }
                else
                {
                    values.Add((reading.MilliCelsius, minute));
                    conflicts++;
                }
            }
        }

        return (stored, duplicates, conflicts);
    }

    public IReadOnlyList<StoredReading> Read(SensorId sensor, TimeRange during) =>
    [
        .. _sensors.GetValueOrDefault(sensor, []).SelectMany(moment => moment.Value.Select((one, index) => new StoredReading(
                Instant.FromUnixMilliseconds(moment.Key),
                Temperature.FromMilliCelsius(one.Value),
                ReadingFlags.None,
                one.StoredAt,
                index > 0)))
            .Where(reading => during.Contains(reading.MeasuredAt)),
    ];

    public StoredReading? LastBefore(SensorId sensor, Instant moment) =>
        Read(sensor, new TimeRange(Instant.FromUnixMilliseconds(0), moment)).Where(reading => !reading.IsConflict)
            .Select(reading => (StoredReading?)reading).LastOrDefault();
}
