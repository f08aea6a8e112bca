namespace FirmwareSim.Modbus;

/// <summary>What a slave says to a request, before anything goes wrong on the line.</summary>
/// <param name="Frame">All bytes with CRC.</param>
/// <param name="Temperature">The temperature register in it, tenths of a degree; null when it carries none.</param>
/// <param name="TemperatureRegister">Its address.</param>
internal sealed record SlaveAnswer(byte[] Frame, short? Temperature, ushort TemperatureRegister);
