namespace ColdChain.Agent.Probes.Serial;

/// <summary>Finds serial ports by the names that Linux gives them; opens none.</summary>
public static class SerialPortNames
{
    /// <summary>USB adapters, USB modems, the UARTs of Raspberry Pi and i.MX boards, PC ports.</summary>
    private static readonly string[] Plain = ["ttyUSB*", "ttyACM*", "ttyAMA*", "ttymxc*", "ttyS*"];

    /// <summary>The stable names first (by-id, then by-path), then plain ones that no stable name points to.</summary>
    public static IReadOnlyList<SerialPortName> Find(string devices)
    {
        List<SerialPortName> found = [.. Stable(devices, "by-id")];

        // Two adapters of one make without serial numbers have one by-id name between them: the socket tells them apart.
        found.AddRange(Stable(devices, "by-path").Where(port => !found.Exists(known => known.Target == port.Target)));
        HashSet<string?> named = [.. found.Select(port => port.Target)];
        foreach (string pattern in Plain)
        {
            found.AddRange(Directory.GetFiles(devices, pattern).Where(path => !named.Contains(path)).Order(StringComparer.Ordinal)
                .Select(path => new SerialPortName(path, null)));
        }

        return found;
    }

    private static IEnumerable<SerialPortName> Stable(string devices, string kind)
    {
        string folder = Path.Combine(devices, "serial", kind);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(path =>
                new SerialPortName(path, File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName))
            : [];
    }
}
