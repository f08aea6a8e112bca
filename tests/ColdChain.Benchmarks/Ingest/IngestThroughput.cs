using System.Diagnostics;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Readings a second through the real endpoint of a real server: de-duplicated, fsynced, judged.</summary>
internal static class IngestThroughput
{
    /// <summary>Enough that the disk never waits for the client.</summary>
    private const int Connections = 8;

    private const int Rounds = 6;
    private static readonly (int Size, BodyShape Shape, int Rounds)[] Settings =
    [
        (1_000, BodyShape.Rows, 40), (5_000, BodyShape.Rows, 12), (50, BodyShape.Rows, 200),
        (1_000, BodyShape.Columns, 100), (5_000, BodyShape.Columns, 30), (5_000, BodyShape.ColumnsGzip, 30),
    ];

    /// <param name="only">Such as <c>1000Rows</c>; none for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string[] only, CancellationToken cancellationToken)
    {
        BenchmarkCounty county = new(Agents: 30, SensorsOfAgent: 10);
        foreach ((int size, BodyShape shape, int rounds) in Settings.Where(setting => only.Length == 0 || only.Contains($"{setting.Size}{setting.Shape}")))
        {
            await using ServerProcess server = await ServerProcess.StartAsync(county, cancellationToken);
            // The first rounds are slow: what runs often is compiled anew meanwhile.
            for (int round = 0; round < Rounds; round++)
            {
                await MeasureAsync(server, FormattableString.Invariant($"{size,5} {shape,-11} round {round + 1}"), BatchBodies.Backlog(
                    county, size, rounds, shape, round * rounds * size / county.SensorsOfAgent), cancellationToken);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(
        ServerProcess server, string what, IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken)
    {
        TimeSpan used = server.Used();
        TimeSpan own = Process.GetCurrentProcess().TotalProcessorTime;
        LoadResult result = await HttpLoad.SendAllAsync(server.Port, requests, Connections, cancellationToken);
        (used, own) = (server.Used() - used, Process.GetCurrentProcess().TotalProcessorTime - own);
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {result}; processor ns/reading: server {used.TotalNanoseconds / result.Readings:0}, client {own.TotalNanoseconds / result.Readings:0}; {requests.Sum(one => (long)one.Bytes.Length) / (double)result.Readings:0.0} bytes/reading"));
    }
}
