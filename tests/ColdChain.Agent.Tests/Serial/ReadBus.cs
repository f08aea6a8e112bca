using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A source under test and everything that it has yielded.</summary>
internal sealed class ReadBus : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Observation> _seen = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly bool _acknowledges;
    private readonly Task _reading;

    public ReadBus(SerialBusOptions options)
    {
        _acknowledges = true;
        _reading = Task.Run(() => ReadAsync(new SerialBusSource(options, SerialPorts.Create(), TimeProvider.System)));
    }

    /// <param name="waitsForDisk">When given, nothing is acknowledged before the test does.</param>
    public ReadBus(string port, int sensors, int retries = 0, bool sameSlave = false, CommitEach? waitsForDisk = null)
    {
        _acknowledges = waitsForDisk is null;
        SerialBusOptions options = Options(port, [.. Enumerable.Range(1, sensors).Select(number => Sensor(number, sameSlave))]) with
        {
            Retries = retries,
            Commit = waitsForDisk ?? CommitEach.Answer,
        };
        _reading = Task.Run(() => ReadAsync(new SerialBusSource(options, SerialPorts.Create(), TimeProvider.System)));
    }

    /// <summary>Ten rounds a second, one attempt, half a second of patience, and answers at most a second late.</summary>
    public static SerialBusOptions Options(string port, params IReadOnlyList<SerialSensorOptions> sensors) => new()
    {
        Name = "bus-1",
        Line = new SerialLine(port, 115200, SerialParity.None, 1),
        Poll = TimeSpan.FromMilliseconds(100),
        ResponseTimeout = TimeSpan.FromMilliseconds(500),
        Retries = 0,
        Lateness = TimeSpan.FromSeconds(1),
        Reopen = new() { FirstWait = TimeSpan.FromMilliseconds(20), LongestWait = TimeSpan.FromMilliseconds(50) },
        Sensors = sensors,
    };

    public IReadOnlyList<Reading> Readings => [.. Seen.OfType<Observation.Measured>().SelectMany(measured => measured.Readings)];

    public IReadOnlyList<WireEvent> Events => [.. Seen.OfType<Observation.Happened>().Select(happened => happened.What)];

    private IReadOnlyList<Observation> Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public static string SensorName(int number) => $"gaochuan/fridge-{number}/top";

    public static Task UntilAsync(Func<bool> condition) =>
        Eventually.HoldsAsync(condition, "the bus has said so", TestContext.Current.CancellationToken);

    public async Task AcknowledgeAsync() =>
        await Seen.OfType<Observation.Measured>().Last().Acknowledge(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.WaitAsync(TimeSpan.FromSeconds(10));
        _stopping.Dispose();
    }

    private static SerialSensorOptions Sensor(int number, bool sameSlave) => new(
        SensorId.Parse(SensorName(number), CultureInfo.InvariantCulture),
        sameSlave ? (byte)1 : (byte)number,
        new ModbusPoint(
            "temperature",
            3,
            (ushort)(sameSlave ? number - 1 : 1),
            new RegisterMap(RegisterType.Signed16, WordOrder.HighFirst, 0.1m, [-32768])));

    private async Task ReadAsync(SerialBusSource source)
    {
        await foreach (Observation seen in source.ReadAsync(_stopping.Token))
        {
            lock (_lock)
            {
                _seen.Add(seen);
            }

            if (_acknowledges && seen is Observation.Measured measured)
            {
                await measured.Acknowledge(_stopping.Token);
            }
        }
    }
}
