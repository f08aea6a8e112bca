namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>What came of one question, retries included.</summary>
/// <param name="Fault">Null when the registers were read.</param>
/// <param name="High">The first register.</param>
/// <param name="Low">The second register, when two were asked for.</param>
/// <param name="ExceptionCode">For <see cref="ModbusFault.Exception"/>.</param>
public readonly record struct ModbusOutcome(ModbusFault? Fault, ushort High, ushort Low, byte ExceptionCode)
{
    public static ModbusOutcome Failed(ModbusFault fault) => new(fault, 0, 0, 0);
}
