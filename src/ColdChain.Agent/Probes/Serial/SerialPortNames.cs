namespace ColdChain.Agent.Probes.Serial;

/// <summary>Finds serial ports by the names that Linux gives them; opens none.</summary>
public static class SerialPortNames
{
    /// <summary>USB adapters, USB modems, the UARTs of Raspberry Pi and i.MX boards, PC ports.</summary>
    private static readonly string[] Plain = ["ttyUSB*", "ttyACM*", "ttyAMA*", "ttymxc*", "ttyS*"];

    /// <summary>The stable names first, then plain ones that no stable name points to.</summary>
    public static IReadOnlyList<SerialPortName> Find(string devices)
    {
        List<SerialPortName> found = [];
        string stable = Path.Combine(devices, "serial", "by-id");
        if (Directory.Exists(stable))
        {
            found.AddRange(Directory.GetFiles(stable).Order(StringComparer.Ordinal).Select(path =>
                new SerialPortName(path, File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName)));
        }

        HashSet<string?> named = [.. found.Select(port => port.Target)];
        foreach (string pattern in Plain)
        {
            found.AddRange(Directory.GetFiles(devices, pattern).Where(path => !named.Contains(path)).Order(StringComparer.Ordinal)
                .Select(path => new SerialPortName(path, null)));
        }

        return found;
    }
}
