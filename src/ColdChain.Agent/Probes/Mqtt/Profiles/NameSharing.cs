namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A name that several readings of one message have names none of them: two probes may not become one sensor.</summary>
internal static class NameSharing
{
    public static IReadOnlyList<FoundReading> Resolve(IReadOnlyList<FoundReading> readings)
    {
        if (readings.Count < 2)
        {
            return readings;
        }

        // By probe and not by reading: a device's memory gives many readings of one probe.
        HashSet<string> shared =
        [
            .. readings.SelectMany(reading => reading.Names.Select(name => (name, First: reading.Names[0])))
                .Distinct().GroupBy(one => one.name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key),
        ];
        return shared.Count == 0
            ? readings
            : [.. readings.Select(reading => reading with { Names = [reading.Names[0], .. reading.Names.Skip(1).Where(name => !shared.Contains(name))] })];
    }
}
