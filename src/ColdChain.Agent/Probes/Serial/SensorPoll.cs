using System.Globalization;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Asks one sensor once and says in our words what came of it. Blocks its thread.</summary>
internal static class SensorPoll
{
    public static PollOutcome Run(
        ModbusMaster master, SerialSensorOptions sensor, TimeProvider clock, CancellationToken cancellationToken)
    {
        ModbusOutcome outcome = master.Ask(sensor.Question, cancellationToken);
        if (outcome.Fault is { } fault)
        {
            return fault == ModbusFault.PortGone
                ? new PollOutcome.PortGone()
                : new PollOutcome.Faulted(Kind(fault), Explain(fault, outcome, sensor.Question));
        }

        RegisterOutcome read = RegisterReader.Read(outcome.High, outcome.Low, sensor.Map);
        if (read.Fault is { } why)
        {
            return new PollOutcome.Faulted(why, string.Create(
                CultureInfo.InvariantCulture,
                $"slave {sensor.Question.Slave}, register {sensor.Question.Register} reads 0x{outcome.High:X4}{(sensor.Map.Registers == 2 ? $" 0x{outcome.Low:X4}" : string.Empty)}"));
        }

        Instant now = clock.GetCurrentInstant();
        ReadingFlags flags = now < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
        return new PollOutcome.Measured(new Reading(sensor.Sensor, now, read.Value, flags));
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

    private static string Explain(ModbusFault fault, ModbusOutcome outcome, ModbusRequest question) => string.Create(
        CultureInfo.InvariantCulture,
        $"slave {question.Slave}, function {question.Function}, register {question.Register}: {Words(fault, outcome.ExceptionCode)}");

    private static string Words(ModbusFault fault, byte code) => fault switch
    {
        ModbusFault.NoAnswer => "no answer within the time allowed",
        ModbusFault.PartialFrame => "partial frame: an answer that broke off",
        ModbusFault.WrongChecksum => "CRC error in the answer",
        ModbusFault.OtherSlave => "another slave's answer, none of this one",
        ModbusFault.Noise => "noise instead of an answer",
        ModbusFault.Exception => $"Modbus exception {code}{Reason(code)}",
        ModbusFault.PortGone => "the port is gone",
    };

    /// <summary>Modbus Application Protocol 1.1b3, 7.</summary>
    private static string Reason(byte code) => code switch
    {
        1 => " (illegal function)",
        2 => " (illegal data address)",
        3 => " (illegal data value)",
        4 => " (device failure)",
        5 => " (acknowledge)",
        6 => " (device busy)",
        8 => " (memory parity error)",
        _ => string.Empty,
    };
}
