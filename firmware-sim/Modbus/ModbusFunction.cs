namespace FirmwareSim.Modbus;

/// <summary>Function codes (docs/protocols/modbus-rtu.md §4).</summary>
internal static class ModbusFunction
{
    public const byte ReadHoldingRegisters = 3;

    public const byte ReadInputRegisters = 4;

    /// <summary>Set in the function code of an exception response.</summary>
    public const byte ExceptionBit = 0x80;
}
