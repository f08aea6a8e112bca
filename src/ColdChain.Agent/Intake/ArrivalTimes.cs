using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Intake;

/// <summary>Keeps two readings of one sensor apart that arrive in the same millisecond and have no time of their own.</summary>
/// <remarks>
/// The server knows a reading by sensor and time. After a reconnect a sensor may hand over in one millisecond what it
/// measured in minutes; with one time for all, equal values would count once and different ones as a conflict. The later
/// ones are moved on by a millisecond each. A device's own time is never touched.
/// </remarks>
internal sealed class ArrivalTimes
{
    /// <summary>Sensor ids may come out of MQTT topics, so their number is not ours to trust.</summary>
    private const int MostSensors = 10_000;

    /// <summary>Further back than this the clock was set back, and its new time is taken as it is.</summary>
    private static readonly TimeSpan LongestMove = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SensorId, Instant> _last = [];

    public Instant Of(Reading reading)
    {
        if (reading.Flags.HasFlag(ReadingFlags.DeviceTime))
        {
            return reading.MeasuredAt;
        }

        Instant at = reading.MeasuredAt;
        if (_last.TryGetValue(reading.Sensor, out Instant last) && at <= last && last - at < LongestMove)
        {
            at = last + TimeSpan.FromMilliseconds(1);
        }

        if (_last.Count >= MostSensors)
        {
            _last.Clear();
        }

        _last[reading.Sensor] = at;
        return at;
    }
}
