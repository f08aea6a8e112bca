using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Health;

/// <summary>Makes the events about sensors and sources; one form of words for every source.</summary>
/// <remarks>The detail begins with the fault's name and a colon, so that a reader may sort by it.</remarks>
public static class HealthEvents
{
    public static WireEvent SensorFault(SensorId sensor, Instant at, SensorFault fault, string detail) => new()
    {
        Sequence = 0,
        Kind = WireEventKinds.SensorFault,
        At = at.UnixMilliseconds,
        Sensor = sensor.ToString(),
        Detail = $"{fault}: {detail}",
    };

    public static WireEvent SensorBack(SensorId sensor, Instant at) => new()
    {
        Sequence = 0,
        Kind = WireEventKinds.SensorBack,
        At = at.UnixMilliseconds,
        Sensor = sensor.ToString(),
    };

    public static WireEvent SourceFault(string source, Instant at, string detail) => new()
    {
        Sequence = 0,
        Kind = WireEventKinds.SourceFault,
        At = at.UnixMilliseconds,
        Detail = $"{source}: {detail}",
    };

    public static WireEvent SourceBack(string source, Instant at) => new()
    {
        Sequence = 0,
        Kind = WireEventKinds.SourceBack,
        At = at.UnixMilliseconds,
        Detail = $"{source}: works again",
    };

    public static WireEvent Power(StorageUnitId unit, Instant at, bool isLost, string source) => new()
    {
        Sequence = 0,
        Kind = isLost ? WireEventKinds.PowerLost : WireEventKinds.PowerBack,
        At = at.UnixMilliseconds,
        Unit = unit.ToString(),
        Detail = source,
    };
}
