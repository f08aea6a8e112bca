using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>Bytes of UTF-8 JSON to a batch (docs/protocols/wire.md). Whatever the bytes are, the answer is a value.</summary>
/// <remarks>Memory is bounded by the bytes given, and so is time: the parser reads them once.</remarks>
public static class BatchDecoder
{
    /// <summary>The longest name of a kind of event.</summary>
    public const int LongestKind = 60;

    public static BatchDecoding Decode(ReadOnlySpan<byte> json)
    {
        ReadingBatch? batch;
        try
        {
            batch = JsonSerializer.Deserialize(json, WireJson.Default.ReadingBatch);
        }
        catch (JsonException fault)
        {
            return new BatchDecoding.Malformed(fault.Message);
        }

        if (batch is null)
        {
            return new BatchDecoding.Malformed("The body is null; it must be an object.");
        }

        if (MistakeOf(batch) is { } mistake)
        {
            return new BatchDecoding.Malformed(mistake);
        }

        long entries = batch.Events.Count
            + batch.Series.Sum(series => (long)series.Readings.Count + (series.Columns?.Longest ?? 0));
        if (entries > ReadingBatch.MostEntries)
        {
            return new BatchDecoding.TooMany((int)Math.Min(entries, int.MaxValue));
        }

        if (!TryByRows(batch, out ReadingBatch rows, out string? wrong))
        {
            return new BatchDecoding.Malformed(wrong);
        }

        return MistakeOfSequences(rows) is { } badSequence
            ? new BatchDecoding.Malformed(badSequence)
            : Named(rows);
    }

    private static BatchDecoding Named(ReadingBatch batch) =>
        JournalId.TryParse(batch.Journal, null, out JournalId journal)
            ? new BatchDecoding.Decoded(batch, journal)
            : new BatchDecoding.Malformed("\"journal\" must be a UUID, not all zero.");

    private static bool TryByRows(ReadingBatch batch, out ReadingBatch rows, [NotNullWhen(false)] out string? mistake)
    {
        rows = batch;
        mistake = null;
        List<WireSeries> unpacked = [];
        foreach (WireSeries series in batch.Series)
        {
            IReadOnlyList<WireReading>? readings = null;
            if (series.Columns is { } columns && !columns.TryRead(out readings, out mistake))
            {
                return false;
            }

            unpacked.Add(readings is null ? series : new WireSeries { Sensor = series.Sensor, Readings = [.. series.Readings, .. readings] });
        }

        rows = batch with { Series = unpacked };
        return true;
    }

    private static string? MistakeOfSequences(ReadingBatch batch) =>
        batch.Series.Any(series => series.Readings.Any(reading => reading.Sequence < 1)) ? "A sequence counts from 1." : null;

    /// <summary>What the types cannot say. JSON may hold null where C# does not expect it.</summary>
    private static string? MistakeOf(ReadingBatch batch)
    {
        if (batch.Lane is not (ReadingBatch.LiveLane or ReadingBatch.BacklogLane))
        {
            return $"\"lane\" must be \"{ReadingBatch.LiveLane}\" or \"{ReadingBatch.BacklogLane}\".";
        }

        if (batch.Series.Any(series => series is null || series.Sensor is null || series.Readings is null))
        {
            return "Each of \"series\" must have a \"sensor\" and \"readings\".";
        }

        return batch.Events.Select(MistakeOf).FirstOrDefault(mistake => mistake is not null) ?? MistakeOf(batch.Health);
    }

    private static string? MistakeOf(AgentHealthReport? health)
    {
        if (health is null)
        {
            return null;
        }

        if (health.Sources.Count > AgentHealthReport.MostNamed || health.Sensors.Count > AgentHealthReport.MostNamed)
        {
            return $"\"health\" names at most {AgentHealthReport.MostNamed} sources and as many sensors.";
        }

        IEnumerable<string?> texts = health.Sources.SelectMany(one => new[] { one?.Name, one?.Fault })
            .Concat(health.Sensors.SelectMany(one => new[] { one?.Sensor, one?.Fault, one?.Health })).Append(health.Version);
        return health.Sources.Any(one => one?.Name is null) || health.Sensors.Any(one => one?.Sensor is null)
            || texts.Any(text => text?.Length > AgentHealthReport.LongestText)
            ? $"Each source and sensor of \"health\" has a name, and no text is longer than {AgentHealthReport.LongestText} characters."
            : null;
    }

    private static string? MistakeOf(WireEvent? happened)
    {
        if (happened is null || happened.Sequence < 1)
        {
            return "Each event has a \"sequence\" that counts from 1.";
        }

        return happened.Kind is not { Length: > 0 and <= LongestKind }
            ? $"Each event has a \"kind\" of 1 to {LongestKind} characters."
            : null;
    }
}
