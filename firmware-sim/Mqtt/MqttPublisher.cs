using System.Net.Sockets;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Mqtt;

/// <summary>A sensor with a network: measures on its beat, keeps what it cannot send, connects again for ever.</summary>
internal sealed class MqttPublisher(PlantSensor sensor, FaultSchedule faults, TruthLog truth, TimeProvider clock, TextWriter log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly MqttSensorPlan _plan = (MqttSensorPlan)sensor.Plan;
    private readonly OutgoingStore _store = new(
        ((MqttSensorPlan)sensor.Plan).StoreLimit,
        ((MqttSensorPlan)sensor.Plan).Window,
        keepsSession: !((MqttSensorPlan)sensor.Plan).CleanSession);

    private string _lastTold = string.Empty;

    /// <summary>Messages not yet acknowledged.</summary>
    public int Waiting => _store.Count;

    /// <param name="liveStart">The first measurement; the others follow at whole intervals.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(DateTimeOffset liveStart, CancellationToken cancellationToken)
    {
        Task measuring = MeasureAsync(liveStart, cancellationToken);
        Task talking = TalkAsync(cancellationToken);
        await await Task.WhenAny(measuring, talking);
        await Task.WhenAll(measuring, talking);
    }

    private async Task MeasureAsync(DateTimeOffset liveStart, CancellationToken cancellationToken)
    {
        long beat = 0;
        while (true)
        {
            DateTimeOffset now = clock.GetUtcNow();
            DateTimeOffset due = liveStart + (beat * _plan.Interval);
            if (due > now)
            {
                await Task.Delay(due - now, clock, cancellationToken);
                continue;
            }

            long missed = (now - due).Ticks / _plan.Interval.Ticks;
            beat += missed;
            due += missed * _plan.Interval;
            beat++;
            if (!faults.IsSilent(_plan.Sensor, due))
            {
                Keep(due);
            }
        }
    }

    private void Keep(DateTimeOffset measuredAt)
    {
        int milliCelsius = sensor.TakeMilliCelsius(measuredAt);
        string payload = SensorPayload.Compose(milliCelsius, _plan.SendsTime ? measuredAt : null);
        long? payloadTime = _plan.SendsTime ? measuredAt.ToUnixTimeMilliseconds() : null;
        OutgoingMessage? dropped = _store.Add(new OutgoingMessage(milliCelsius, payloadTime, payload));
        if (dropped is not null)
        {
            truth.Write(new TruthLine("mqtt-dropped")
            {
                Sensor = _plan.Sensor,
                Client = _plan.ClientId,
                MilliCelsius = dropped.MilliCelsius,
                PayloadTime = dropped.PayloadTime,
            });
        }
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = ShortestPause;
        while (true)
        {
            if (!faults.IsActive(HappeningKind.Offline, _plan.Sensor, clock.GetUtcNow()))
            {
                _store.BeginConnection();
                MqttSession session = new(_plan, _store, faults, truth, clock);
                string reason = await EndOfAsync(session, cancellationToken);
                pause = session.WasWelcome ? ShortestPause : pause;
                await TellAsync(session.WasWelcome ? $"connection ended: {reason}" : $"no connection: {reason}");
                truth.Write(new TruthLine("mqtt-ended") { Sensor = _plan.Sensor, Client = _plan.ClientId, Detail = reason });
            }

            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The same trouble again and again is told once.</summary>
    private async Task TellAsync(string what)
    {
        if (what != _lastTold)
        {
            _lastTold = what;
            await log.WriteLineAsync($"{_plan.ClientId}: {what}");
        }
    }

    private static async Task<string> EndOfAsync(MqttSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunAsync(cancellationToken);
            return "ended";
        }
        catch (Exception end) when (end is PublisherEnd or IOException or SocketException or TimeoutException)
        {
            return end.Message;
        }
    }
}
