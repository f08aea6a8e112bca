using System.IO.Compression;
using System.Text.Json;
using ColdChain.Core.Wire;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Readings of a county as the requests of its agents, made before the clock runs.</summary>
public static class BatchBodies
{
    /// <summary>2026-02-01 UTC: sensors sit in their places by then, and months fit before any clock that this runs by.</summary>
    public const long Begin = 1_769_904_000_000;

    /// <summary>One request of one agent.</summary>
    /// <param name="agent">Its number in the county.</param>
    /// <param name="lane"><see cref="ReadingBatch.LiveLane"/> or <see cref="ReadingBatch.BacklogLane"/>.</param>
    /// <param name="series">By sensor, with their sequences.</param>
    /// <param name="shape">How it is written.</param>
    public static LoadRequest Request(int agent, string lane, IReadOnlyList<WireSeries> series, BodyShape shape)
    {
        ArgumentNullException.ThrowIfNull(series);
        ReadingBatch batch = new()
        {
            Journal = BenchmarkCounty.Journal(agent),
            Lane = lane,
            AgentTime = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            Series = series,
        };
        bool isByColumns = shape is BodyShape.Columns or BodyShape.ColumnsGzip;
        bool isGzip = shape is BodyShape.RowsGzip or BodyShape.ColumnsGzip;
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(isByColumns ? batch.ByColumns() : batch, WireJson.Default.ReadingBatch);
        return LoadRequest.Post(
            $"/api/v1/agents/{BenchmarkCounty.AgentId(agent)}/batches",
            [
                ("Authorization", "Bearer " + BenchmarkCounty.Key(agent)),
                ("Content-Type", "application/json"),
                (ReadingBatch.LaneHeader, lane),
                .. isGzip ? [("Content-Encoding", "gzip")] : Array.Empty<(string, string)>(),
            ],
            isGzip ? Gzip(body) : body,
            series.Sum(one => one.Readings.Count));
    }

    /// <summary>Batches of every agent in turn, in the order of time: what agents send after an outage.</summary>
    /// <param name="county">Who sends.</param>
    /// <param name="size">Readings in a batch, spread evenly over the agent's sensors.</param>
    /// <param name="rounds">Batches of each agent.</param>
    /// <param name="shape">How they are written.</param>
    /// <param name="firstMinute">Of the readings, one a minute of each sensor, since <see cref="Begin"/>; sequences go on with it.</param>
    public static IReadOnlyList<LoadRequest> Backlog(BenchmarkCounty county, int size, int rounds, BodyShape shape, int firstMinute)
    {
        ArgumentNullException.ThrowIfNull(county);
        int first = firstMinute / (size / county.SensorsOfAgent) * county.Agents;
        LoadRequest[] requests = new LoadRequest[rounds * county.Agents];
        Parallel.For(0, requests.Length, number => requests[number] = OneOf(county, size, first + number, shape));
        return requests;
    }

    /// <summary>One request of that row without an end.</summary>
    public static LoadRequest OneOf(BenchmarkCounty county, int size, int number, BodyShape shape = BodyShape.Rows)
    {
        ArgumentNullException.ThrowIfNull(county);
        int each = size / county.SensorsOfAgent;
        (int round, int agent) = (number / county.Agents, number % county.Agents);
        WireSeries[] series = [.. Enumerable.Range(0, county.SensorsOfAgent).Select(sensor => new WireSeries
        {
            Sensor = county.SensorId(agent, sensor),
            Readings = Calm(county, round * each, each, sensor),
        })];
        return Request(agent, ReadingBatch.BacklogLane, series, shape);
    }

    /// <summary>A fridge in range: the compressor's saw tooth, a tenth of a degree of resolution.</summary>
    private static WireReading[] Calm(BenchmarkCounty county, int first, int count, int sensor) =>
    [
        .. Enumerable.Range(first, count).Select(minute => new WireReading(
            1 + ((long)minute * county.SensorsOfAgent) + sensor,
            Begin + (minute * 60_000L),
            4_000 + (((minute * 7) + (sensor * 13)) % 28 / 2 * 100),
            1)),
    ];

    private static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
