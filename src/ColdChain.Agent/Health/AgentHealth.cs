using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Health;

/// <summary>What the agent knows of its sources, its sensors and its server, for people and for the server.</summary>
/// <remarks>
/// Made of what has reached the disk and of what the server answers, so it shows nothing that is not so. Safe to use
/// from several threads. Bounded: a client that invents names of sensors does not make it grow.
/// </remarks>
public sealed class AgentHealth : IStoredWatcher
{
    /// <summary>As many as a report may name; a gateway has dozens.</summary>
    public const int MostSensors = AgentHealthReport.MostNamed;

    private readonly Lock _lock = new();
    private readonly Instant _startedAt;
    private readonly Dictionary<string, SourceStanding> _sources;
    private readonly Dictionary<SensorId, SensorStanding> _sensors = [];
    private readonly Dictionary<string, PowerStanding> _power = [];
    private ServerStanding _server = new(null, null, null);
    private long _stored;

    /// <param name="sources">The names of all sources: each works until it says otherwise.</param>
    public AgentHealth(IEnumerable<string> sources, Instant startedAt)
    {
        _startedAt = startedAt;
        _sources = sources.Distinct().ToDictionary(name => name, name => new SourceStanding(name, null, startedAt));
    }

    public void Stored(IReadOnlyList<Observation> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        lock (_lock)
        {
            foreach (Observation seen in group)
            {
                if (seen is Observation.Measured measured)
                {
                    Measured_NeedsLock(measured);
                }
                else if (seen is Observation.Happened happened)
                {
                    Happened_NeedsLock(happened.What);
                }
            }
        }
    }

    public void ServerAnswered(Instant at, TimeSpan clockOffset)
    {
        lock (_lock)
        {
            _server = new ServerStanding(at, null, clockOffset);
        }
    }

    /// <param name="trouble">What is wrong and what to do, in words.</param>
    public void ServerFailed(string trouble)
    {
        lock (_lock)
        {
            _server = _server with { Trouble = trouble };
        }
    }

    public HealthSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new HealthSnapshot
            {
                StartedAt = _startedAt,
                StoredReadings = _stored,
                Server = _server,
                Sources = [.. _sources.Values.OrderBy(one => one.Name, StringComparer.Ordinal)],
                Sensors = [.. _sensors.Values.OrderBy(one => one.Sensor.ToString(), StringComparer.Ordinal)],
                Power = [.. _power.Values.OrderBy(one => one.Place, StringComparer.Ordinal)],
            };
        }
    }

    private void Measured_NeedsLock(Observation.Measured measured)
    {
        foreach (Reading reading in measured.Readings)
        {
            _stored++;
            if (!reading.IsDaily && Sensor_NeedsLock(reading.Sensor) is { } known && !(known.Last?.MeasuredAt > reading.MeasuredAt))
            {
                _sensors[reading.Sensor] = known with { Last = reading };
            }
        }

        foreach (WireEvent what in measured.Events)
        {
            Happened_NeedsLock(what);
        }
    }

    private void Happened_NeedsLock(WireEvent what)
    {
        Instant at = Instant.FromUnixMilliseconds(what.At);
        switch (what.Kind)
        {
            case WireEventKinds.SourceFault or WireEventKinds.SourceBack:
                Source_NeedsLock(what.Detail ?? string.Empty, what.Kind == WireEventKinds.SourceFault, at);
                break;
            case WireEventKinds.PowerLost or WireEventKinds.PowerBack:
                string place = what.Unit ?? what.Sensor ?? string.Empty;
                _power[place] = new PowerStanding(place, what.Kind == WireEventKinds.PowerLost, at);
                break;
            case WireEventKinds.SensorFault or WireEventKinds.SensorBack or WireEventKinds.SensorHealth
                when SensorId.TryParse(what.Sensor, null, out SensorId sensor) && Sensor_NeedsLock(sensor) is { } known:
                _sensors[sensor] = what.Kind switch
                {
                    WireEventKinds.SensorFault => known with { Fault = what.Detail },
                    WireEventKinds.SensorBack => known with { Fault = null },
                    _ => known with { Said = what.Detail },
                };
                break;
        }
    }

    /// <summary>Events of sources begin with the source's name and a colon (<see cref="HealthEvents"/>).</summary>
    private void Source_NeedsLock(string detail, bool isFault, Instant at)
    {
        string name = _sources.Keys.FirstOrDefault(name => detail.StartsWith(name + ": ", StringComparison.Ordinal)) ?? string.Empty;
        if (name.Length > 0)
        {
            _sources[name] = new SourceStanding(name, isFault ? detail[(name.Length + 2)..] : null, at);
        }
    }

    /// <summary>Null for a new sensor when there is no room for one more.</summary>
    private SensorStanding? Sensor_NeedsLock(SensorId sensor) =>
        _sensors.TryGetValue(sensor, out SensorStanding? known) ? known
        : _sensors.Count < MostSensors ? new SensorStanding(sensor, null, null, null)
        : null;
}
