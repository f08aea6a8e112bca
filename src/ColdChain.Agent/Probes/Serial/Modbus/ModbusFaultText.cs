using System.Globalization;

namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>A fault of a question in words.</summary>
internal static class ModbusFaultText
{
    public static string Explain(ModbusFault fault, byte exceptionCode, ModbusRequest question) => string.Create(
        CultureInfo.InvariantCulture,
        $"slave {question.Slave}, function {question.Function}, register {question.Register}: {Words(fault, exceptionCode)}");

    private static string Words(ModbusFault fault, byte code) => fault switch
    {
        ModbusFault.NoAnswer => "no answer within the time allowed",
        ModbusFault.PartialFrame => "partial frame: an answer that broke off",
        ModbusFault.WrongChecksum => "CRC error in the answer",
        ModbusFault.OtherSlave => "another slave's answer, none of this one",
        ModbusFault.Noise => "noise instead of an answer",
        ModbusFault.Exception => string.Create(CultureInfo.InvariantCulture, $"Modbus exception {code}{Reason(code)}"),
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
