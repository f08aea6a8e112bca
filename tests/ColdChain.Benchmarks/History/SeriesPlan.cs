using FirmwareSim.Physics;

namespace ColdChain.Benchmarks.History;

/// <summary>The simulated county: which probe each of its sensors is, how often it is read and how exactly it tells.</summary>
internal sealed class SeriesPlan
{
    /// <summary>The county of the issue.</summary>
    public const int Sensors = 300;

    private const long DayMilliseconds = 86_400_000;
    private const int ShiftDays = 11;
    private const int StepOfOffset = 37;

    private readonly int[][] _probes;

    /// <param name="fridges">So many are simulated.</param>
    /// <param name="days">So long.</param>
    public SeriesPlan(int fridges, int days)
    {
        long today = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / DayMilliseconds * DayMilliseconds;
        EndMilliseconds = today - (2 * DayMilliseconds);
        _probes = SimulatedFridges.Simulate(fridges, days, EndMilliseconds / 1_000);
    }

    /// <summary>A midnight before today: all days are finished.</summary>
    public long EndMilliseconds { get; }

    /// <summary>The county at ten minutes, and one further sensor with a year at one minute.</summary>
    public CountyOfSeries TenMinutes(long readings) => new(
        Series(Sensors, 10, (int)(readings / Sensors), EndMilliseconds, jitter: 0),
        Series(1, 1, 365 * SimulatedFridges.MinutesPerDay, EndMilliseconds, jitter: 0)[0]);

    /// <param name="minutes">Between two readings.</param>
    /// <param name="readings">Of all sensors.</param>
    /// <param name="jitter">Milliseconds.</param>
    public CountyOfSeries Every(int minutes, long readings, int jitter) =>
        new(Series(Sensors, minutes, (int)(readings / Sensors), EndMilliseconds, jitter));

    /// <summary>Many sensors at one minute up to now.</summary>
    public CountyOfSeries UpToNow(int sensors, int minutes) => new(Series(
        sensors, 1, minutes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 60_000 * 60_000, jitter: 0));

    private SensorSeries[] Series(int sensors, int minutes, int count, long end, int jitter) =>
    [
        .. Enumerable.Range(0, sensors).Select(sensor =>
        {
            // Whole seconds; each device has its own place within the minute.
            long start = end - ((long)count * minutes * 60_000) + (sensor * 7 % 60 * 1_000);
            int turn = sensor / _probes.Length;
            return new SimulatedSeries(
                _probes[sensor % _probes.Length],
                new PollingForm(
                    start,
                    minutes,
                    sensor % 2 == 0 ? 100 : 10,
                    turn * ShiftDays * SimulatedFridges.MinutesPerDay,
                    turn * StepOfOffset,
                    jitter,
                    StableNoise.Mix(9, (ulong)sensor)),
                count);
        }),
    ];
}
