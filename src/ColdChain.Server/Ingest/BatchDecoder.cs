using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>Bytes of UTF-8 JSON to a batch (docs/protocols/wire.md). Whatever the bytes are, the answer is a value.</summary>
/// <remarks>
/// Memory is bounded by the bytes given, and so is time: they are read once. Readings are the bulk of it and go straight
/// from their digits to one array for each series; what else a batch may say is rare and is read by the framework.
/// </remarks>
public static class BatchDecoder
{
    /// <summary>The longest name of a kind of event.</summary>
    public const int LongestKind = 60;

    public static BatchDecoding Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            using SeriesScratch scratch = new();
            return Decode(json, scratch);
        }
        catch (JsonException fault)
        {
            return new BatchDecoding.Malformed(fault.Message);
        }
    }

    private static BatchDecoding Decode(ReadOnlySpan<byte> json, SeriesScratch scratch)
    {
        int at = 0;
        ReadingBatch batch = Read(json, ref at, scratch);
        if (json[at..].IndexOfAnyExcept(" \n\r\t"u8) >= 0)
        {
            throw JsonScan.Refuse(at, "its end");
        }

        if (MistakeOf(batch) is { } mistake)
        {
            return new BatchDecoding.Malformed(mistake);
        }

        long entries = batch.Events.Count + scratch.Readings;
        if (entries > ReadingBatch.MostEntries)
        {
            return new BatchDecoding.TooMany((int)Math.Min(entries, int.MaxValue));
        }

        return (scratch.Mistake ?? MistakeOfSequences(batch)) is { } wrong ? new BatchDecoding.Malformed(wrong) : Named(batch);
    }

    private static ReadingBatch Read(ReadOnlySpan<byte> json, ref int at, SeriesScratch scratch)
    {
        string? journal = null;
        string? lane = null;
        long? agentTime = null;
        AgentHealthReport? health = null;
        IReadOnlyList<WireSeries> series = [];
        IReadOnlyList<WireEvent>? events = null;
        for (bool more = JsonScan.TakeFirst(json, ref at, '{', '}'); more; more = JsonScan.TakeNext(json, ref at, '}'))
        {
            ReadOnlySpan<byte> name = JsonScan.Name(json, ref at);
            switch (name)
            {
                case var _ when name.SequenceEqual("series"u8):
                    series = scratch.Read(json, ref at);
                    break;
                case var _ when name.SequenceEqual("journal"u8):
                    journal = JsonScan.Text(json, ref at) ?? string.Empty;
                    break;
                case var _ when name.SequenceEqual("lane"u8):
                    lane = JsonScan.Text(json, ref at) ?? string.Empty;
                    break;
                case var _ when name.SequenceEqual("agentTime"u8):
                    agentTime = JsonScan.Integer(json, ref at);
                    break;
                case var _ when name.SequenceEqual("events"u8):
                    events = JsonScan.Value(json, ref at, WireJson.Default.IReadOnlyListWireEvent);
                    break;
                case var _ when name.SequenceEqual("health"u8):
                    health = JsonScan.Value(json, ref at, WireJson.Default.AgentHealthReport);
                    break;
                default:
                    JsonScan.Skip(json, ref at);
                    break;
            }
        }

        return journal is null || lane is null || agentTime is not { } time
            ? throw JsonScan.Refuse(at, "\"journal\", \"lane\" and \"agentTime\" before it")
            : new ReadingBatch { Journal = journal, Lane = lane, AgentTime = time, Health = health, Series = series, Events = events! };
    }

    private static BatchDecoding Named(ReadingBatch batch) =>
        JournalId.TryParse(batch.Journal, null, out JournalId journal)
            ? new BatchDecoding.Decoded(batch, journal)
            : new BatchDecoding.Malformed("\"journal\" must be a UUID, not all zero.");

    private static string? MistakeOfSequences(ReadingBatch batch)
    {
        foreach (WireSeries series in batch.Series)
        {
            foreach (ref readonly WireReading reading in ((WireReading[])series.Readings).AsSpan())
            {
                if (reading.Sequence < 1)
                {
                    return "A sequence counts from 1.";
                }
            }
        }

        return null;
    }

    /// <summary>What the types cannot say. JSON may hold null where C# does not expect it.</summary>
    private static string? MistakeOf(ReadingBatch batch) =>
        batch.Lane is not (ReadingBatch.LiveLane or ReadingBatch.BacklogLane)
            ? $"\"lane\" must be \"{ReadingBatch.LiveLane}\" or \"{ReadingBatch.BacklogLane}\"."
            : batch.Events.Select(MistakeOf).FirstOrDefault(mistake => mistake is not null) ?? MistakeOf(batch.Health);

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
