using System.Diagnostics;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Readings a second through the real endpoint of a real server: de-duplicated, fsynced, judged.</summary>
internal static class IngestThroughput
{
    /// <summary>Enough that the disk never waits for the client.</summary>
    private const int Connections = 8;

    /// <summary>2026-06-01 UTC: behind every clock, so that nothing of it is refused as from the future.</summary>
    private const long Begin = 1_780_272_000_000;

    private static readonly (int Size, BodyShape Shape, int Rounds)[] Settings =
    [
        (1_000, BodyShape.Rows, 60), (5_000, BodyShape.Rows, 20), (50, BodyShape.Rows, 200),
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
            await HttpLoad.SendAllAsync(server.Port, BatchBodies.Backlog(county, size, 10, shape, Begin - (400L * 86_400_000)), Connections, cancellationToken);
            IReadOnlyList<LoadRequest> requests = BatchBodies.Backlog(county, size, rounds, shape, Begin);
            TimeSpan used = server.Used();
            TimeSpan own = Process.GetCurrentProcess().TotalProcessorTime;
            LoadResult result = await HttpLoad.SendAllAsync(server.Port, requests, Connections, cancellationToken);
            (used, own) = (server.Used() - used, Process.GetCurrentProcess().TotalProcessorTime - own);
            Console.WriteLine(FormattableString.Invariant(
                $"{size,5} {shape,-11} {result}; processor ns/reading: server {used.TotalNanoseconds / result.Readings:0}, client {own.TotalNanoseconds / result.Readings:0}; body {requests.Sum(one => (long)one.Bytes.Length) / (double)requests.Sum(one => (long)one.Readings):0.0} bytes/reading"));
        }

        return 0;
    }
}
