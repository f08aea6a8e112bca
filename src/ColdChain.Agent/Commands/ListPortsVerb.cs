using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Commands;

/// <summary>Prints the serial ports.</summary>
internal static class ListPortsVerb
{
    /// <param name="devices">The folder of device files; a test hands in one of its own.</param>
    public static string Run(string devices)
    {
        IReadOnlyList<SerialPortName> ports = SerialPortNames.Find(devices);
        return ports.Count == 0
            ? $"no serial port found under {devices} (names: serial/by-id, ttyUSB, ttyACM, ttyAMA, ttymxc, ttyS)"
            : string.Join('\n', ports);
    }
}
