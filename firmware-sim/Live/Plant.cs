using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Live;

/// <summary>All fridges of a scenario with their sensors, standing at one moment.</summary>
internal sealed class Plant
{
    /// <summary>Before anything is recorded, a fridge runs this long, so that its cycles do not all begin together.</summary>
    private const long SettlingSeconds = 86_400;

    private readonly Dictionary<string, PlantSensor> _sensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InstrumentedFridge> _fridges = new(StringComparer.Ordinal);

    /// <param name="scenario">What stands where.</param>
    /// <param name="startSecond">The first moment that matters, Unix seconds.</param>
    /// <param name="liveStartSecond">What the scenario's times count from.</param>
    public Plant(Scenario scenario, long startSecond, long liveStartSecond)
    {
        Scenario = scenario;
        LiveStartSecond = liveStartSecond;
        foreach (FridgePlan fridge in scenario.Fridges)
        {
            Build(fridge, startSecond - SettlingSeconds);
        }
    }

    public Scenario Scenario { get; }

    public long LiveStartSecond { get; }

    public IReadOnlyDictionary<string, InstrumentedFridge> Fridges => _fridges;

    public PlantSensor Sensor(string sensor) => _sensors[sensor];

    /// <summary>The sensors of one unit, in the order of its fridge's probes.</summary>
    public static IReadOnlyList<SensorPlan> SensorsOf(Scenario scenario, string unit) =>
        [.. scenario.Sensors.Where(sensor => sensor.Unit == unit)];

    private void Build(FridgePlan plan, long startSecond)
    {
        IReadOnlyList<SensorPlan> sensors = SensorsOf(Scenario, plan.Unit);
        Room room = new(
            plan.RoomMeanCelsius,
            plan.RoomSwingKelvin,
            plan.RoomWeatherKelvin,
            Scenario.UtcOffset,
            StableNoise.SeedFor(Scenario.Seed, "weather"));
        InstrumentedFridge fridge = new(
            FridgeDesigns.For(plan.Kind, plan.VolumeLitres, plan.LoadKilograms),
            room,
            FridgeStories.Of(Scenario, plan, LiveStartSecond),
            [.. sensors.Select(sensor => new Probe(
                sensor.LagSeconds,
                sensor.OffsetKelvin,
                sensor.NoiseKelvin,
                StableNoise.SeedFor(Scenario.Seed, "probe of " + sensor.Sensor)))],
            startSecond);
        _fridges.Add(plan.Unit, fridge);
        for (int i = 0; i < sensors.Count; i++)
        {
            _sensors.Add(sensors[i].Sensor, new PlantSensor(sensors[i], fridge, i));
        }
    }
}
