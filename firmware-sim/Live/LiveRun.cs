using FirmwareSim.Commands;
using FirmwareSim.Lines;
using FirmwareSim.Loggers;
using FirmwareSim.Modbus;
using FirmwareSim.Mqtt;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Live;

/// <summary>All buses and publishers of a plant, at work until cancelled.</summary>
internal sealed class LiveRun(Plant plant, TruthLog truth, Terminal terminal)
{
    private readonly FaultSchedule _faults = new(plant.Scenario, plant.LiveStartSecond);
    private readonly TextWriter _log = TextWriter.Synchronized(terminal.Error);

    /// <summary>Returns the exit code; a bus or publisher that fails ends all.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> parts = [];
        try
        {
            foreach (IGrouping<string, ModbusSensorPlan> bus in
                plant.Scenario.Sensors.OfType<ModbusSensorPlan>().GroupBy(sensor => sensor.BusPath))
            {
                parts.Add(StartBus(bus.Key, [.. bus], ending.Token));
            }

            foreach (SerialSensorPlan alone in plant.Scenario.Sensors.OfType<SerialSensorPlan>().Where(sensor => sensor is not ModbusSensorPlan))
            {
                parts.Add(Start(DeviceOf(alone), alone is LoggerSensorPlan ? "a logger" : "a thermometer of lines", ending.Token));
            }

            DateTimeOffset liveStart = DateTimeOffset.FromUnixTimeSeconds(plant.LiveStartSecond);
            foreach (MqttSensorPlan sensor in plant.Scenario.Sensors.OfType<MqttSensorPlan>())
            {
                MqttPublisher publisher = new(plant.Sensor(sensor.Sensor), _faults, truth, terminal.Clock, _log);
                parts.Add(publisher.RunAsync(liveStart, ending.Token));
            }

            await terminal.Out.WriteLineAsync("ready");
            await terminal.Out.FlushAsync(CancellationToken.None);
            return await WatchAsync(parts, ending.Token);
        }
        catch (IOException fault)
        {
            await _log.WriteLineAsync($"failed: {fault.Message}");
            return ExitCodes.Failed;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(parts).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task<int> WatchAsync(List<Task> parts, CancellationToken cancellationToken)
    {
        TaskCompletionSource cancelled = new();
        await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        Task first = await Task.WhenAny([.. parts, cancelled.Task]);
        if (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }

        await first;
        return ExitCodes.Failed;
    }

    private Task StartBus(string path, IReadOnlyList<ModbusSensorPlan> sensors, CancellationToken cancellationToken)
    {
        ModbusSlave[] slaves = [.. sensors.GroupBy(sensor => sensor.Slave).Select(SlaveOf)];
        return Start(
            new SerialBus(path, slaves, _faults, truth, terminal.Clock), $"slaves {string.Join(' ', slaves.Select(slave => slave.Id))}", cancellationToken);
    }

    private Task Start(SpeakingPort device, string what, CancellationToken cancellationToken)
    {
        PseudoTerminal port = PseudoTerminal.Open(device.Path);
        terminal.Out.WriteLine($"bus {device.Path} is {port.SlavePath}, {what}");
        return Task.Factory.StartNew(
            () => device.Run(port, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private SpeakingPort DeviceOf(SerialSensorPlan plan) => plan switch
    {
        LineSensorPlan line => new LinePort(line, () => Take(line), _faults, truth, terminal.Clock),
        LoggerSensorPlan logger => new LoggerPort(logger, () => Take(logger), _faults, truth, terminal.Clock)
        {
            UtcOffset = plant.Scenario.UtcOffset,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.GetType().Name, "This is no device of its own port."),
    };

    private ModbusSlave SlaveOf(IGrouping<byte, ModbusSensorPlan> plans) => new(
        plans.Key,
        plans.First().Map,
        plans.ToDictionary(plan => plan.Probe, plan => new SlaveProbe(
            plan.Sensor,
            () => (short)(Take(plan) / PlantSensor.MilliCelsiusPerTenth),
            () => _faults.IsActive(HappeningKind.BrokenProbe, plan.Sensor, terminal.Clock.GetUtcNow()))));

    private int Take(SensorPlan plan) => plant.Sensor(plan.Sensor).TakeMilliCelsius(terminal.Clock.GetUtcNow());
}
