using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace EndToEnd.Tests.Month;

/// <summary>What fifty fridges measured while the line was down: a reading a minute each, the same for the same plan.</summary>
/// <remarks>
/// Every way in which late data may become dear is among them: fridges that are fine but for an hour every third day,
/// some that are warm for two hours a day, some that come and go all day long, and one that has been out since the first
/// sixth and still is, so that no calm point lies behind its late readings.
/// </remarks>
/// <param name="Days">How long the line was down.</param>
/// <param name="Until">The minute after the last reading.</param>
public sealed record MonthPlan(double Days, Instant Until)
{
    public const int Sensors = 50;

    private const int RestlessFrom = 45;
    private const int DailyFrom = 40;
    private const int BrokenSensor = 49;
    private const int MinutesOfDay = 24 * 60;

    public int Minutes { get; } = (int)Math.Round(Days * MinutesOfDay);

    public int Readings => Minutes * Sensors;

    public Instant Begin => Until - TimeSpan.FromMinutes(Minutes);

    public static MonthPlan EndingNow(double days)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return new MonthPlan(days, Instant.FromUnixMilliseconds(now - (now % 60_000)));
    }

    public static string Unit(int sensor) => string.Create(CultureInfo.InvariantCulture, $"gaochuan/fridge-{sensor + 1:00}");

    public static SensorId Sensor(int sensor) => SensorId.Parse($"{Unit(sensor)}/top", CultureInfo.InvariantCulture);

    /// <summary>The readings of one minute, in the order in which the sensors gave them.</summary>
    public IEnumerable<Reading> At(int minute) => Enumerable.Range(0, Sensors).Select(sensor => new Reading(
        Sensor(sensor),
        MeasuredAt(sensor, minute),
        Temperature.FromMilliCelsius(MilliCelsius(sensor, minute)),
        ReadingFlags.DeviceTime));

    /// <summary>Each sensor at a second of its own.</summary>
    public Instant MeasuredAt(int sensor, int minute) =>
        Begin + TimeSpan.FromMinutes(minute) + TimeSpan.FromMilliseconds((sensor * 1_000) + 250);

    /// <summary>Tenths of a degree: a compressor's saw-tooth, the day's swing, a little noise, and the story of this fridge.</summary>
    public int MilliCelsius(int sensor, int minute)
    {
        int saw = (minute + (sensor * 7)) % 40 * 30;
        int day = Math.Abs(((minute + (sensor * 31)) % MinutesOfDay) - (MinutesOfDay / 2)) / 2;
        int noise = (int)(Hash(sensor, minute) % 3) - 1;
        int value = 4_000 + saw + day + (IsOut(sensor, minute) ? 4_600 : 0);
        return (value / 100 * 100) + (noise * 100);
    }

    private bool IsOut(int sensor, int minute) => sensor switch
    {
        BrokenSensor => minute >= Minutes / 6,
        >= RestlessFrom => (minute + sensor) % 20 < 4,
        >= DailyFrom => (minute + (sensor * 90)) % MinutesOfDay < 120,
        _ => (minute + (sensor * 100)) % (3 * MinutesOfDay) < 60,
    };

    private static uint Hash(int sensor, int minute) =>
        unchecked(((uint)((minute * 73_856_093) ^ (sensor * 19_349_663)) * 2_654_435_761u) >> 16);
}
