using System.Globalization;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Asks one question once and says in our words what came of it. Blocks its thread.</summary>
internal static class SensorPoll
{
    public static PollAnswer Run(
        ModbusMaster master, BusQuestion question, ModbusPatience patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        ModbusOutcome outcome = master.Ask(question.Request, patience, cancellationToken);
        return outcome.Fault switch
        {
            ModbusFault.PortGone => new PollAnswer.PortGone(),
            ModbusFault.NoAnswer => new PollAnswer.Silent(Faulted(question, ModbusFault.NoAnswer, outcome)),
            { } fault => new PollAnswer.Heard(Faulted(question, fault, outcome)),
            null => new PollAnswer.Heard(Read(question, outcome.Registers.Span, clock.GetCurrentInstant())),
        };
    }

    private static PollOutcome[] Read(BusQuestion question, ReadOnlySpan<byte> registers, Instant now)
    {
        ReadingFlags flags = now < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
        PollOutcome[] outcomes = new PollOutcome[question.Sensors.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            SerialSensorOptions sensor = question.Sensors[i];
            PointOutcome read = PointReader.Read(registers, question.Request.Register, sensor.Point);
            outcomes[i] = read.Fault is { } fault
                ? new PollOutcome.Faulted(
                    sensor.Sensor, fault, string.Create(CultureInfo.InvariantCulture, $"slave {sensor.Slave}, {read.Detail}"))
                : new PollOutcome.Measured(new Reading(sensor.Sensor, now, read.Value, flags));
        }

        return outcomes;
    }

    private static PollOutcome[] Faulted(BusQuestion question, ModbusFault fault, ModbusOutcome outcome)
    {
        string detail = ModbusFaultText.Explain(fault, outcome.ExceptionCode, question.Request);
        return [.. question.Sensors.Select(sensor => new PollOutcome.Faulted(sensor.Sensor, Kind(fault), detail))];
    }

    private static SensorFault Kind(ModbusFault fault) => fault switch
    {
        ModbusFault.NoAnswer => SensorFault.NoAnswer,
        ModbusFault.PartialFrame => SensorFault.Garbled,
        ModbusFault.WrongChecksum => SensorFault.Garbled,
        ModbusFault.OtherSlave => SensorFault.Garbled,
        ModbusFault.Noise => SensorFault.Garbled,
        ModbusFault.Exception => SensorFault.DeviceError,
        ModbusFault.PortGone => SensorFault.NoAnswer,
    };
}
