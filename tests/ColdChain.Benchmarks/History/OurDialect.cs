using System.IO.Compression;
using System.Text.Json;
using ColdChain.Benchmarks.Ingest;
using ColdChain.Core.Wire;

namespace ColdChain.Benchmarks.History;

/// <summary>docs/protocols/wire.md, by rows or by columns, plain or packed as agents do.</summary>
internal sealed class OurDialect(string name, bool byColumns, bool packed, string lane) : Dialect(name)
{
    private readonly Dictionary<int, (string Journal, long Sequence)> _journals = [];

    public override LoadRequest Request(IReadOnlyList<SensorSlice> slices)
    {
        int agent = slices[0].Agent;
        (string journal, long sequence) = _journals.GetValueOrDefault(agent, (Guid.NewGuid().ToString("N"), 1));
        List<WireSeries> series = [];
        foreach (SensorSlice slice in slices)
        {
            List<WireReading> readings = new(slice.Count);
            for (int index = slice.From; index < slice.To; index++)
            {
                readings.Add(new WireReading(sequence++, slice.Series.TimeAt(index), slice.Series.MilliCelsiusAt(index), 0));
            }

            series.Add(new WireSeries { Sensor = slice.Name, Readings = readings });
        }

        _journals[agent] = (journal, sequence);
        ReadingBatch batch = new()
        {
            Journal = journal,
            Lane = lane,
            AgentTime = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            Series = series,
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(byColumns ? batch.ByColumns() : batch, WireJson.Default.ReadingBatch);
        List<(string Name, string Value)> headers = [("Authorization", $"Bearer {CountyOfSeries.Key(agent)}"), ("Content-Type", "application/json")];
        if (packed)
        {
            headers.Add(("Content-Encoding", "gzip"));
        }

        return LoadRequest.Post(
            $"/api/v1/agents/{CountyOfSeries.Agent(agent)}/batches", headers, packed ? Pack(json) : json, Readings(slices));
    }

    private static byte[] Pack(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
