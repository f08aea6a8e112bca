using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>One question and the sensors that its answer serves.</summary>
public sealed record BusQuestion(
    ModbusRequest Request, IReadOnlyList<SerialSensorOptions> Sensors, TimeSpan Poll, TimeSpan ResponseTimeout, int Retries)
{
    /// <summary>The fewest questions for the sensors of a bus, in their order: eight probes of one board are one question.</summary>
    /// <remarks>
    /// Sensors are asked together when they are of one slave by one profile, at one pace, and every register between them
    /// is known to be there. Sensors without a profile are always asked by themselves: nobody said what lies between.
    /// </remarks>
    public static IReadOnlyList<BusQuestion> For(SerialBusOptions bus)
    {
        List<(RegisterSpan Span, List<SerialSensorOptions> Sensors)> groups = [];
        foreach (SerialSensorOptions sensor in bus.Sensors)
        {
            int at = groups.FindIndex(group => MayJoin(group.Sensors[0], group.Span, sensor));
            if (at < 0)
            {
                groups.Add((sensor.Point.Needed, [sensor]));
                continue;
            }

            groups[at].Sensors.Add(sensor);
            groups[at] = (groups[at].Span.With(sensor.Point.Needed), groups[at].Sensors);
        }

        return [.. groups.Select(group => Make(group.Span, group.Sensors, bus))];
    }

    private static bool MayJoin(SerialSensorOptions first, RegisterSpan span, SerialSensorOptions sensor) =>
        first.Profile is { } profile && profile.Name == sensor.Profile?.Name && first.Slave == sensor.Slave
        && first.Point.Function == sensor.Point.Function
        && (first.Poll, first.ResponseTimeout, first.Retries) == (sensor.Poll, sensor.ResponseTimeout, sensor.Retries)
        && profile.Knows(first.Point.Function, span.With(sensor.Point.Needed));

    private static BusQuestion Make(RegisterSpan span, List<SerialSensorOptions> sensors, SerialBusOptions bus) => new(
        new ModbusRequest(sensors[0].Slave, sensors[0].Point.Function, (ushort)span.First, (ushort)span.Count),
        sensors,
        sensors[0].Poll ?? bus.Poll,
        sensors[0].ResponseTimeout ?? bus.ResponseTimeout,
        sensors[0].Retries ?? bus.Retries);
}
