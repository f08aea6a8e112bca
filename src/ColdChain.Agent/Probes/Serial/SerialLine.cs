namespace ColdChain.Agent.Probes.Serial;

/// <summary>Which port, and how its line is set. Always eight data bits; a break or a handshake is not used by RS-485.</summary>
/// <param name="Path">The device file; best a name under /dev/serial/by-id, which survives a change of the USB socket.</param>
/// <param name="Baud">One of <see cref="BaudRates"/>.</param>
/// <param name="StopBits">1 or 2.</param>
public sealed record SerialLine(string Path, int Baud, SerialParity Parity, int StopBits)
{
    /// <summary>The rates that every adapter of docs/devices knows, in bits a second.</summary>
    public static readonly IReadOnlyList<int> BaudRates = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400];

    /// <summary>
    /// The silence that ends a Modbus RTU frame: 3.5 characters of 11 bits, and 1.75 ms above 19 200 baud (Modbus over
    /// Serial Line 1.02, 2.5.1.1).
    /// </summary>
    public TimeSpan FrameSilence =>
        Baud > 19200 ? TimeSpan.FromMilliseconds(1.75) : TimeSpan.FromSeconds(3.5 * 11 / Baud);
}
