namespace FirmwareSim.Modbus;

/// <summary>A temperature in an answer.</summary>
/// <param name="Sensor">Whose it is, as in the scenario.</param>
/// <param name="Tenths">As it stands in the register.</param>
internal readonly record struct SaidTemperature(string Sensor, short Tenths, ushort Register);
