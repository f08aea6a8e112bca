namespace EndToEnd.Tests.Oracle;

/// <summary>
/// Compares what sensors sent (the truth log, kept outside every process that is killed) with what the history holds.
/// </summary>
/// <remarks>
/// A reading is recognised by sensor and payload time, or, for sensors that send no time (serial ones, and MQTT ones
/// without a clock), by sensor and value: those count, so that within a run no value comes twice. The verdict demands
/// <code>
/// acknowledged ⊆ stored ⊆ sent, each key once, each payload exactly
/// </code>
/// where "acknowledged" is a PUBACK that left for the sensor, or a serial answer completely written, save the one that
/// may have been between the wire and the buffer when the agent was killed, or on the wire when the bus went away with
/// the simulator: what a terminal holds is gone with its other end.
/// </remarks>
public static class Ledger
{
    /// <summary>An answer can be in flight this long before a kill: the read's time-out and one group commit.</summary>
    private const long InFlightMilliseconds = 3_000;

    private static readonly HashSet<string> Owing =
        [TruthEntry.MqttAcked, TruthEntry.MqttAckLost, TruthEntry.ModbusAnswer];

    private static readonly HashSet<string> Sending =
        [TruthEntry.MqttSent, TruthEntry.ModbusAnswer, TruthEntry.ModbusLate, TruthEntry.ModbusAfterOtherTraffic];

    /// <param name="truth">The whole log.</param>
    /// <param name="stored">All rows of the history.</param>
    /// <param name="cuts">Unix milliseconds of each kill -9 of the process that reads the buses, and of the end of the buses.</param>
    public static LedgerVerdict Compare(
        IReadOnlyList<TruthEntry> truth, IReadOnlyList<StoredRow> stored, IReadOnlyList<long> cuts)
    {
        HashSet<string> timed = [.. truth.Where(entry => entry.PayloadTime is not null).Select(entry => entry.Sensor!)];
        Dictionary<string, int> times = stored
            .GroupBy(row => KeyOf(row, timed), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        HashSet<string> sent = [.. truth.Where(entry => Sending.Contains(entry.Kind) && IsReading(entry)).Select(KeyOf)];
        TruthEntry[] owed = [.. truth.Where(entry => Owing.Contains(entry.Kind) && IsReading(entry)).DistinctBy(KeyOf)];
        RefuseAmbiguity(truth);

        TruthEntry[] missing = [.. owed.Where(entry => !times.ContainsKey(KeyOf(entry)))];
        TruthEntry[] inFlight = [.. Excused(missing, cuts)];
        return new LedgerVerdict
        {
            Owed = owed.Length,
            Lost = [.. missing.Except(inFlight).Select(Described)],
            InFlight = [.. inFlight.Select(Described)],
            Twice = [.. times.Where(pair => pair.Value > 1).Select(pair => $"{pair.Key} ({pair.Value} times)")
                .Concat(stored.Where(row => row.IsConflict).Select(row => $"conflict {row}"))],
            Invented = [.. times.Keys.Where(key => !sent.Contains(key))],
        };
    }

    private static bool IsReading(TruthEntry entry) => entry is { Sensor: not null, MilliCelsius: not null };

    /// <summary>With the value, so that a stored reading with another value is both lost and invented.</summary>
    private static string KeyOf(TruthEntry entry) => entry.PayloadTime is long time
        ? $"{entry.Sensor} at {time} value {entry.MilliCelsius}"
        : $"{entry.Sensor} value {entry.MilliCelsius}";

    private static string KeyOf(StoredRow row, HashSet<string> timed) => timed.Contains(row.Sensor)
        ? $"{row.Sensor} at {row.MeasuredAt} value {row.MilliCelsius}"
        : $"{row.Sensor} value {row.MilliCelsius}";

    private static string Described(TruthEntry entry) => $"{entry.Kind} {KeyOf(entry)}, written at {entry.At}";

    /// <summary>Of each cut and bus, the answer nearest to it, if it is near enough.</summary>
    private static HashSet<TruthEntry> Excused(IReadOnlyList<TruthEntry> missing, IReadOnlyList<long> cuts)
    {
        HashSet<TruthEntry> taken = [];
        foreach (long cut in cuts)
        {
            foreach (IGrouping<string?, TruthEntry> bus in missing
                .Where(entry => entry.Kind == TruthEntry.ModbusAnswer && !taken.Contains(entry))
                .Where(entry => entry.At <= cut + InFlightMilliseconds && entry.At >= cut - InFlightMilliseconds)
                .GroupBy(entry => entry.Bus, StringComparer.Ordinal))
            {
                taken.Add(bus.MinBy(entry => Math.Abs(entry.At - cut))!);
            }
        }

        return taken;
    }

    /// <summary>A counting sensor that has come round cannot be told apart any more: shorten the run.</summary>
    private static void RefuseAmbiguity(IReadOnlyList<TruthEntry> truth)
    {
        TruthEntry? again = truth
            .Where(entry => entry.Kind == TruthEntry.ModbusAnswer && IsReading(entry))
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1)?.First();
        if (again is not null)
        {
            throw new InvalidOperationException($"{Described(again)} was answered twice: the run is longer than the series.");
        }
    }
}
