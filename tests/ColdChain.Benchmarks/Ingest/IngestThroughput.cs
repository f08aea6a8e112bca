using System.Diagnostics;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Readings a second through the real endpoint of a real server: de-duplicated, fsynced, judged.</summary>
internal static class IngestThroughput
{
    /// <summary>Enough that the disk never waits for the client.</summary>
    private const int Connections = 8;

    private const int Rounds = 4;

    /// <summary>What runs often is compiled a second time in the first half minute of a server.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly (int Size, BodyShape Shape, int Rounds)[] Settings =
    [
        (1_000, BodyShape.Rows, 40), (5_000, BodyShape.Rows, 12), (50, BodyShape.Rows, 100),
        (1_000, BodyShape.Columns, 40), (5_000, BodyShape.Columns, 12), (5_000, BodyShape.ColumnsGzip, 12),
    ];

    /// <param name="only">Such as <c>1000Rows</c>; none for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string[] only, CancellationToken cancellationToken)
    {
        BenchmarkCounty county = new(Agents: 30, SensorsOfAgent: 10);
        await using ServerProcess server = await ServerProcess.StartAsync(county, cancellationToken);
        int minute = 0;
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < WarmUp)
        {
            await HttpLoad.SendAllAsync(server.Port, Next(1_000, BodyShape.Rows, 10), Connections, cancellationToken);
            await HttpLoad.SendAllAsync(server.Port, Next(1_000, BodyShape.ColumnsGzip, 10), Connections, cancellationToken);
        }

        foreach ((int size, BodyShape shape, int rounds) in Settings.Where(setting => only.Length == 0 || only.Contains($"{setting.Size}{setting.Shape}")))
        {
            for (int round = 1; round <= Rounds; round++)
            {
                await MeasureAsync(server, FormattableString.Invariant($"{size,5} {shape,-11} round {round}"), Next(size, shape, rounds), cancellationToken);
            }
        }

        return 0;

        // Every batch goes on where the one before ended, in time and in sequence.
        IReadOnlyList<LoadRequest> Next(int size, BodyShape shape, int rounds)
        {
            int each = size / county.SensorsOfAgent;
            int first = (minute + each - 1) / each * each;
            minute = first + (rounds * each);
            return BatchBodies.Backlog(county, size, rounds, shape, first);
        }
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
