using System.Diagnostics;
using System.Net;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Sends prebuilt requests over a number of connections, each of which sends its next when it has its answer.</summary>
/// <remarks>The same client for every server that is compared: what it costs, it costs all of them.</remarks>
public static class HttpLoad
{
    /// <summary>Sends every request once, whatever the answers are.</summary>
    public static async Task<LoadResult> SendAllAsync(
        int port, IReadOnlyList<LoadRequest> requests, int connections, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        LoadAnswer[] answers = new LoadAnswer[requests.Count];
        int next = -1;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendSomeAsync, cancellationToken)));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        return new LoadResult(elapsed, answers, requests.Zip(answers).Sum(one => one.Second.IsSuccess ? (long)one.First.Readings : 0));

        async Task SendSomeAsync()
        {
            using LoadConnection connection = new(new IPEndPoint(IPAddress.Loopback, port));
            for (int mine; (mine = Interlocked.Increment(ref next)) < requests.Count;)
            {
                answers[mine] = await connection.SendAsync(requests[mine], cancellationToken);
            }
        }
    }
}
