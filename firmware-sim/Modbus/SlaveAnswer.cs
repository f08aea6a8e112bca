namespace FirmwareSim.Modbus;

/// <summary>What a slave says to a request, before anything goes wrong on the line.</summary>
/// <param name="Frame">All bytes with CRC.</param>
/// <param name="Said">The temperatures in it; none for an exception, other registers, or broken probes.</param>
internal sealed record SlaveAnswer(byte[] Frame, IReadOnlyList<SaidTemperature> Said);
