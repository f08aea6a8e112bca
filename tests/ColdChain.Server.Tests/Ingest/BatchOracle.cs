using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Server.Ingest;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>Reads a batch with the framework's reader and the sentences of docs/protocols/wire.md, slowly.</summary>
internal static class BatchOracle
{
    public const string Refused = "refused";

    /// <summary>All that the batch says, readings by rows, or <see cref="Refused"/>.</summary>
    public static string Read(byte[] json)
    {
        ReadingBatch? batch;
        try
        {
            batch = JsonSerializer.Deserialize(json, WireJson.Default.ReadingBatch);
        }
        catch (JsonException)
        {
            return Refused;
        }

        if (batch is null || !JournalId.TryParse(batch.Journal, null, out _) || batch.Lane is not ("live" or "backlog")
            || batch.Series.Any(series => series?.Sensor is null || series.Readings is null || Rows(series.Columns) is null)
            || batch.Events.Any(happened => happened is null || happened.Sequence < 1 || happened.Kind is not { Length: > 0 and <= BatchDecoder.LongestKind })
            || batch.Health is { } health && (health.Sources.Any(one => one?.Name is null) || health.Sensors.Any(one => one?.Sensor is null)))
        {
            return Refused;
        }

        ReadingBatch rows = batch with
        {
            Series = [.. batch.Series.Select(series => new WireSeries { Sensor = series.Sensor, Readings = [.. series.Readings, .. Rows(series.Columns)!] })],
        };
        return rows.Series.SelectMany(series => series.Readings).Any(reading => reading.Sequence < 1) ? Refused : Told(rows);
    }

    public static string Told(ReadingBatch batch) => JsonSerializer.Serialize(batch, WireJson.Default.ReadingBatch);

    private static List<WireReading>? Rows(WireColumns? columns)
    {
        if (columns is null)
        {
            return [];
        }

        IReadOnlyList<long>?[] all = [columns.Sequences, columns.Times, columns.Values, columns.Flags];
        if (all.Any(column => column?.Count != all[0]?.Count || column is null))
        {
            return null;
        }

        List<WireReading> rows = [];
        Int128[] sums = new Int128[4];
        for (int index = 0; index < all[0]!.Count; index++)
        {
            for (int column = 0; column < 4; column++)
            {
                sums[column] += all[column]![index];
            }

            if (sums[..2].Any(sum => sum < long.MinValue || sum > long.MaxValue) || sums[2..].Any(sum => sum < int.MinValue || sum > int.MaxValue))
            {
                return null;
            }

            rows.Add(new WireReading((long)sums[0], (long)sums[1], (int)sums[2], (int)sums[3]));
        }

        return rows;
    }
}
