namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>What came of one question, retries included.</summary>
/// <param name="Fault">Null when the registers were read.</param>
/// <param name="Registers">As they travelled, two bytes each, high byte first. The master's own memory: gone with its next question.</param>
/// <param name="ExceptionCode">For <see cref="ModbusFault.Exception"/>.</param>
public readonly record struct ModbusOutcome(ModbusFault? Fault, ReadOnlyMemory<byte> Registers, byte ExceptionCode)
{
    public static ModbusOutcome Failed(ModbusFault fault) => new(fault, default, 0);
}
