namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>What a scan found.</summary>
/// <param name="Kind">Whether the answer is there.</param>
/// <param name="DataAt">Where the registers begin in the bytes that were scanned; two bytes each, high byte first.</param>
/// <param name="DataLength">Bytes of registers.</param>
/// <param name="ExceptionCode">The slave's reason (1 illegal function, 2 illegal address, ...).</param>
public readonly record struct ModbusScan(ModbusScanKind Kind, int DataAt, int DataLength, byte ExceptionCode);
