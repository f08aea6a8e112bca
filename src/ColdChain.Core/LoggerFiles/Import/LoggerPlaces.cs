using ColdChain.Core.Identity;

namespace ColdChain.Core.LoggerFiles.Import;

/// <summary>Which sensor of ours a logger's probe is.</summary>
/// <remarks>
/// A probe is called by the serial of its logger, with <c>/external</c> and the like where there are several. A place may be
/// given for such a name, or for the serial alone, which then means whichever probe the file has.
/// </remarks>
/// <param name="places">By name of probe or by serial.</param>
/// <param name="otherwise">For a file that names no logger: whose it is.</param>
public sealed class LoggerPlaces(IReadOnlyDictionary<string, SensorId> places, SensorId? otherwise = null)
{
    /// <summary>Null for a logger that nobody knows.</summary>
    public SensorId? Of(string probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return places.TryGetValue(probe, out SensorId exact) || places.TryGetValue(SerialOf(probe), out exact) ? exact : otherwise;
    }

    /// <summary>The serial of the logger that a probe belongs to.</summary>
    public static string SerialOf(string probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        int slash = probe.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? probe : probe[..slash];
    }

    /// <summary>The probes of a file that have temperatures, in the order of the file.</summary>
    public static IReadOnlyList<string> ProbesOf(LoggerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. file.Readings.Where(reading => reading.Value is not null).Select(reading => reading.Sensor).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The first probe with temperatures that is nobody's; null when all have a place.</summary>
    public string? Unknown(LoggerFile file) => ProbesOf(file).FirstOrDefault(probe => Of(probe) is null);

    /// <summary>
    /// Two probes of one file that would be one sensor of ours: their values would contradict each other. Null when there
    /// are none.
    /// </summary>
    public (string First, string Second)? Clash(LoggerFile file)
    {
        Dictionary<SensorId, string> seen = [];
        foreach (string probe in ProbesOf(file))
        {
            if (Of(probe) is { } sensor && !seen.TryAdd(sensor, probe))
            {
                return (seen[sensor], probe);
            }
        }

        return null;
    }
}
