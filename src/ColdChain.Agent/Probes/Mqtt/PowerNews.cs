using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A device that says whether it has outside power tells of its unit's power: each change, and the first word.</summary>
/// <remarks>
/// The field is <c>externalPower</c> of a profile, true or false. The event names the sensor: the server knows in which unit
/// it sits. A device that runs on its battery by choice would tell of a power failure that is none: leave it out of the
/// profile's sensors, or take the field out of a profile of your own.
/// </remarks>
internal sealed class PowerNews
{
    public const string Field = "externalPower";

    private readonly Dictionary<SensorId, bool> _last = [];

    /// <summary>The event, or null when there is nothing new to tell.</summary>
    public WireEvent? Of(SensorSaid said, Instant now)
    {
        if (!said.Fields.TryGetValue(Field, out JsonNode? value)
            || value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            return null;
        }

        bool isThere = value.GetValueKind() == JsonValueKind.True;
        bool isNews = !_last.TryGetValue(said.Sensor, out bool was) || was != isThere;
        _last[said.Sensor] = isThere;
        return !isNews ? null : new WireEvent
        {
            Sequence = 0,
            Kind = isThere ? WireEventKinds.PowerBack : WireEventKinds.PowerLost,
            At = now.UnixMilliseconds,
            Sensor = said.Sensor.ToString(),
            Detail = LogText.OneLine($"{Field} {(isThere ? "true" : "false")}", most: 100),
        };
    }
}
