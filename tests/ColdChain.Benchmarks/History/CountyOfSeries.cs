using System.Globalization;

namespace ColdChain.Benchmarks.History;

/// <summary>Series of the sensors of a county: ten fridges with a sensor each to a facility, one agent to a facility.</summary>
/// <param name="series">By number of the sensor.</param>
/// <param name="alone">One more sensor, with a series of another length, that is sent by itself.</param>
internal sealed class CountyOfSeries(IReadOnlyList<SensorSeries> series, SensorSeries? alone = null)
{
    public const int SensorsOfAgent = 10;

    /// <summary>All sensors that are set up, the one alone too, which is the last.</summary>
    public int Sensors => series.Count + (alone is null ? 0 : 1);

    public int Agents => (Sensors + SensorsOfAgent - 1) / SensorsOfAgent;

    /// <summary>How many readings the longest of them has, the one alone aside.</summary>
    public int Points { get; } = series.Max(one => one.Count);

    public long Readings { get; } = series.Sum(one => (long)one.Count) + (alone?.Count ?? 0);

    public static string Facility(int agent) => string.Create(CultureInfo.InvariantCulture, $"f{agent:000}");

    public static string Agent(int agent) => $"{Facility(agent)}-gateway";

    public static string Key(int agent) => $"benchmark-key-of-{Facility(agent)}";

    public static string Unit(int sensor) => string.Create(
        CultureInfo.InvariantCulture, $"{Facility(sensor / SensorsOfAgent)}/fridge-{sensor % SensorsOfAgent}");

    public static string Sensor(int sensor) => $"{Unit(sensor)}/top";

    /// <summary>What the sensors measured from one point to another, agent by agent, in requests of at most so many readings.</summary>
    public IEnumerable<IReadOnlyList<SensorSlice>> Cut(int fromPoint, int toPoint, int readingsOfRequest)
    {
        int step = Math.Max(1, readingsOfRequest / Math.Min(SensorsOfAgent, series.Count));
        for (int point = fromPoint; point < toPoint; point += step)
        {
            for (int agent = 0; agent * SensorsOfAgent < series.Count; agent++)
            {
                List<SensorSlice> request = Of(agent, point, Math.Min(point + step, toPoint));
                if (request.Count > 0)
                {
                    yield return request;
                }
            }
        }
    }

    /// <summary>All of the one alone.</summary>
    public IEnumerable<IReadOnlyList<SensorSlice>> CutAlone(int readingsOfRequest)
    {
        for (int from = 0; alone is not null && from < alone.Count; from += readingsOfRequest)
        {
            yield return [new SensorSlice(series.Count, alone, from, Math.Min(from + readingsOfRequest, alone.Count))];
        }
    }

    private List<SensorSlice> Of(int agent, int from, int to) =>
    [
        .. Enumerable.Range(agent * SensorsOfAgent, Math.Min(SensorsOfAgent, series.Count - (agent * SensorsOfAgent)))
            .Where(sensor => series[sensor].Count > from)
            .Select(sensor => new SensorSlice(sensor, series[sensor], from, Math.Min(to, series[sensor].Count))),
    ];
}
