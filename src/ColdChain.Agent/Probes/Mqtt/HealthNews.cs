using System.Text.Json.Nodes;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Tells what sensors say of themselves: each value when it has changed, and at most once an hour; a door at once.</summary>
/// <remarks>Bounded by the sensors of the configuration and the fields of their profiles. After a start all is told anew.</remarks>
internal sealed class HealthNews
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    /// <summary>An opened door is news; a contact that rattles is told once a minute.</summary>
    private static readonly TimeSpan OfDoors = TimeSpan.FromMinutes(1);

    private const string Door = "door";

    /// <summary>Beginnings of the fields that somebody should hear of; counters and names are not among them.</summary>
    private static readonly string[] Told =
        ["battery", "signal", "link", Door, "externalPower", "humidity", "alarm", "error", "holdover", "mains", "room", "loggerBattery"];

    private readonly Dictionary<(SensorId Sensor, string Field), (string Value, Instant At)> _last = [];

    /// <summary>The event, or null when there is nothing new to tell.</summary>
    public WireEvent? Of(SensorSaid said, Instant now)
    {
        List<string> news = [];
        foreach ((string field, JsonNode? value) in said.Fields)
        {
            string text = value?.ToString() ?? "-";
            if (Told.Any(begin => field.StartsWith(begin, StringComparison.Ordinal)) && IsDue(said.Sensor, field, text, now))
            {
                _last[(said.Sensor, field)] = (text, now);
                news.Add($"{field} {text}");
            }
        }

        return news.Count == 0 ? null : new WireEvent
        {
            Sequence = 0,
            Kind = WireEventKinds.SensorHealth,
            At = now.UnixMilliseconds,
            Sensor = said.Sensor.ToString(),
            Detail = Agent.Mqtt.LogText.OneLine(string.Join(", ", news), most: 480),
        };
    }

    private bool IsDue(SensorId sensor, string field, string text, Instant now)
    {
        if (!_last.TryGetValue((sensor, field), out (string Value, Instant At) last))
        {
            return true;
        }

        TimeSpan since = (now - last.At).Duration();
        return text != last.Value && since >= (field.StartsWith(Door, StringComparison.Ordinal) ? OfDoors : Usual);
    }
}
