using FirmwareSim.Commands;
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
        SerialBus bus = new(path, [.. sensors.Select(SlaveOf)], _faults, truth, terminal.Clock);
        PseudoTerminal port = PseudoTerminal.Open(path);
        terminal.Out.WriteLine($"bus {path} is {port.SlavePath}, slaves {string.Join(' ', sensors.Select(sensor => sensor.Slave))}");
        return Task.Factory.StartNew(
            () => bus.Run(port, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private ModbusSlave SlaveOf(ModbusSensorPlan plan)
    {
        PlantSensor sensor = plant.Sensor(plan.Sensor);
        return new ModbusSlave(
            plan.Slave,
            plan.Map,
            plan.Sensor,
            () => (short)(sensor.TakeMilliCelsius(terminal.Clock.GetUtcNow()) / PlantSensor.MilliCelsiusPerTenth));
    }
}
