using System.Text;
using ColdChain.Agent.Mqtt.Outlets;

namespace ColdChain.Agent.LocalAlarm.Outputs.Siren;

/// <summary>Sounds and hushes sirens by MQTT: one topic for each unit, on while any alarm of it sounds.</summary>
internal sealed class SirenOutput(SirenOptions options, IReadOnlyList<IMqttOutlet> outlets, TimeProvider clock) : ILocalOutput
{
    private readonly HashSet<string> _loud = new(StringComparer.Ordinal);

    public string Name => "siren";

    public TimeSpan LongestAttempt => TimeSpan.FromSeconds(10);

    public bool IsLevel => true;

    public Task<OutputOutcome> PerformAsync(OutputCall call, CancellationToken cancellationToken) => Task.FromResult(Perform(call));

    public Task AttendAsync(Action<string?> tell, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);

    private OutputOutcome Perform(OutputCall call)
    {
        if (call.Kind == CallKind.Notice)
        {
            return OutputOutcome.Done.It; // A weaker tone: a message, no siren.
        }

        _ = call.Kind == CallKind.Alarm ? _loud.Add(call.AlarmId) : _loud.Remove(call.AlarmId);
        bool isOn = _loud.Any(alarm => alarm.StartsWith($"{call.Unit}:", StringComparison.Ordinal));
        string topic = $"{options.Topic}/{call.Unit}";
        byte[] payload = Encoding.UTF8.GetBytes(isOn ? options.On : options.Off);
        int heard = outlets.Sum(outlet => outlet.Publish(topic, payload));

        // Nobody needs to hear that it is quiet; a siren that comes back is told the state by the outlet.
        return isOn && heard == 0
            ? new OutputOutcome.Failed($"no siren is subscribed to {topic}: is it switched on, and does outletTopics of the listener allow it?")
            : OutputOutcome.Done.It;
    }
}
