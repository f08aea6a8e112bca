using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Which readings are said again: a copy is dropped, everything else kept; in doubt it is no copy.</summary>
/// <remarks>
/// A copy has the value of a reading that was taken before, and (a) the device's own time of it, or (b) its key, or (c),
/// where neither gives one, comes within the profile's <c>within</c> after it. What a sender delivers again because it heard
/// no acknowledgement is never a copy here: the buffer knows whether it has that. Bounded by the sensors of the
/// configuration.
/// </remarks>
internal sealed class CopyWindow(CopyRule rule)
{
    /// <summary>Readings of each sensor that a copy is held against; a device sends an answer from its memory in one piece.</summary>
    private const int MostRemembered = 64;

    private readonly Dictionary<SensorId, Queue<Taken>> _taken = [];

    /// <summary>True for a copy; otherwise the reading is remembered.</summary>
    public bool IsCopy(SensorId sensor, FoundReading reading, Temperature value, IncomingMessage message)
    {
        Instant? at = reading.Flags.HasFlag(ReadingFlags.DeviceTime) ? reading.At : null;
        if (!_taken.TryGetValue(sensor, out Queue<Taken>? taken))
        {
            _taken[sensor] = taken = new Queue<Taken>();
        }

        if (!message.IsRedelivery && taken.Any(one => one.Value == value && IsSame(one, at, reading.CopyKey, message)))
        {
            return true;
        }

        taken.Enqueue(new Taken(value, at, reading.CopyKey, message.Arrival));
        if (taken.Count > MostRemembered)
        {
            taken.Dequeue();
        }

        return false;
    }

    private bool IsSame(Taken one, Instant? at, string? key, IncomingMessage message)
    {
        if (at is not null || one.At is not null)
        {
            return at == one.At;
        }

        if (key is not null || one.Key is not null)
        {
            return key == one.Key;
        }

        // Counted from the first, which a copy does not move: a device that says the same value all the time is still heard.
        return message.Arrival - one.Arrival is { } since && since >= TimeSpan.Zero && since < rule.Within;
    }

    private readonly record struct Taken(Temperature Value, Instant? At, string? Key, Instant? Arrival);
}
