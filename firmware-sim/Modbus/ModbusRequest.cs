namespace FirmwareSim.Modbus;

/// <summary>A request with a right CRC. Address and count mean something for functions 3 and 4 only.</summary>
internal readonly record struct ModbusRequest(byte Slave, byte Function, ushort Address, ushort Count);
