namespace FirmwareSim.Modbus;

/// <summary>Exception codes (docs/protocols/modbus-rtu.md §5).</summary>
internal enum ModbusException : byte
{
    IllegalFunction = 1,
    IllegalAddress = 2,
    IllegalValue = 3,
}
