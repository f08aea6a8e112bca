using System.Globalization;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial.Faults;

/// <summary>
/// F12: a hundred faults (<see cref="FaultRun"/> says otherwise) on four buses, the same plan for one seed. The oracle is what the
/// slaves put onto the line: every reading is a value that was truly said in answer to a question of that poll, each at most once.
/// </summary>
[Trait(FaultRun.Family, "F12")]
public sealed class SerialFaultTests
{
    private const int Buses = 4;
    private const int FreshReadings = 20;

    private static readonly int Count = FaultRun.Count(usual: 100);
    private static readonly int Seed = FaultRun.Seed();

    public SerialFaultTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");

    [Fact]
    public async Task Under_faults_every_reading_is_what_a_slave_said_at_that_poll_and_none_is_invented()
    {
        using TemporaryDirectory devices = new();
        LineFaultKind[] kinds = Enum.GetValues<LineFaultKind>();
        LineFaultKind[] plan = [.. Enumerable.Range(0, Count).Select(index => kinds[index % kinds.Length])];
        new Random(Seed).Shuffle(plan);
        Dictionary<LineFaultKind, int> done = [];
        HashSet<string> told = [];
        await Task.WhenAll(Enumerable.Range(0, Buses).Select(async number =>
        {
            // Half of the buses ask once, so that single faults show; the others ask again.
            int retries = number % 2;
            Random random = new(unchecked((Seed * Buses) + number));
            using FaultyBus line = new(devices.Path($"by-id-{number}"), plan.Where((_, index) => index % Buses == number), random);
            await using ReadBus bus = new(Options(devices.Path($"by-id-{number}"), retries));
            await ThroughAsync(line, bus);
            Check(bus.Readings, line, retries);
            lock (done)
            {
                line.Done.ToList().ForEach(one => done[one.Key] = done.GetValueOrDefault(one.Key) + one.Value);
                told.UnionWith(bus.Events.Select(Word));
            }
        }));
        Assert.Equal(plan.CountBy(kind => kind).OrderBy(one => one.Key), done.OrderBy(one => one.Key));
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}: {done.Values.Sum()} faults, told: {string.Join(", ", told.Order())}");
        Assert.Superset(
            new HashSet<string>(["source-fault", "source-back", "sensor-back", "NoAnswer", "Garbled", "DeviceError"]), told);
        FaultRun.Report("F12", done.Values.Sum(), Seed);
    }

    /// <summary>All faults of the plan, and then twenty further readings of each sensor: the bus comes back by itself.</summary>
    private static async Task ThroughAsync(FaultyBus line, ReadBus bus)
    {
        TimeSpan bound = TimeSpan.FromSeconds(60 + Count);
        await Eventually.HoldsAsync(() => line.IsThrough, "every fault was on the line", bound, TestContext.Current.CancellationToken);
        Dictionary<SensorId, int> before = bus.Readings.CountBy(reading => reading.Sensor).ToDictionary();
        await Eventually.HoldsAsync(
            () => Sensors.All(sensor => bus.Readings.Count(reading => reading.Sensor == sensor)
                >= before.GetValueOrDefault(sensor) + FreshReadings),
            "twenty fresh readings of each sensor",
            bound,
            TestContext.Current.CancellationToken);
    }

    private static void Check(IReadOnlyList<Reading> readings, FaultyBus line, int retries)
    {
        List<SaidValue> said = [.. line.Said];
        ILookup<byte, (byte Slave, int Question, DateTimeOffset At)> asked = line.Asked.ToLookup(one => one.Slave);
        foreach (Reading reading in readings)
        {
            string sensor = reading.Sensor.ToString();
            byte slave = sensor.Contains("slave-1", StringComparison.Ordinal) ? (byte)1 : (byte)2;

            // The last question before the value was taken, and the attempts of the same poll before it.
            int last = asked[slave].Last(one => one.At.ToUnixTimeMilliseconds() <= reading.MeasuredAt.UnixMilliseconds).Question;
            int found = said.FindIndex(value => value.Sensor == sensor && value.MilliCelsius == reading.Value.MilliCelsius
                && value.Question <= last && value.Question >= last - retries);
            Assert.True(found >= 0, $"{FaultRun.Again(Seed)}: {sensor} has {reading.Value} at question {last}, which the slave did not say then");
            said.RemoveAt(found);
        }
    }

    private static readonly SensorId[] Sensors = [Name(1, 1), Name(2, 1), Name(2, 2)];

    private static SerialBusOptions Options(string port, int retries)
    {
        ModbusProfile single = Profile("renke-ws");
        ModbusProfile board = Profile("r4dcb08");
        return ReadBus.Options(
            port,
            new SerialSensorOptions(Name(1, 1), 1, single.Point("temperature")!) { Profile = single },
            new SerialSensorOptions(Name(2, 1), 2, board.Point("1")!) { Profile = board },
            new SerialSensorOptions(Name(2, 2), 2, board.Point("2")!) { Profile = board }) with
        {
            ResponseTimeout = TimeSpan.FromMilliseconds(150),
            Retries = retries,
            Lateness = TimeSpan.FromMilliseconds(400),
        };
    }

    private static ModbusProfile Profile(string name) => SerialProfiles.FindModbus(DeviceProfileCatalogue.BuiltIn, name).Profile!;

    private static SensorId Name(int slave, int probe) =>
        SensorId.Parse(string.Create(CultureInfo.InvariantCulture, $"bus/slave-{slave}/{probe}"), CultureInfo.InvariantCulture);

    private static string Word(WireEvent what) => what.Kind == WireEventKinds.SensorFault ? what.Detail!.Split(':')[0] : what.Kind;
}
