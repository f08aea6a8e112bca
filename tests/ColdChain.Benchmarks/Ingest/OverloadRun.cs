using System.Diagnostics;
using System.Net;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>
/// Goodput at the load that a server can take, at twice, ten and thirty times as many connections, each always with a batch to send;
/// and how long it takes meanwhile until a fridge that is out of range is on record.
/// </summary>
internal static class OverloadRun
{
    private const int Size = 1_000;

    /// <summary>Rounds that are not counted, one of each load among them: what runs often is compiled anew meanwhile.</summary>
    private const int WarmUps = 4;

    /// <summary>More than the server takes in a round: 4.4 million readings a second.</summary>
    private const int RequestsOfRound = 66_000;

    /// <summary>Of one load: long enough that waits of some seconds even out.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    /// <summary>More agents than connections, so that no agent has more than one request in flight.</summary>
    private static readonly BenchmarkCounty County = new(Agents: 3_000, SensorsOfAgent: 1);

    /// <summary>The same agents, and those that tell of one fridge each.</summary>
    private static readonly BenchmarkCounty WithProbes = County with { Agents = 3_900 };

    /// <summary>So long an impatient client waits for its answer; then it closes, and asks the same again at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Times the connections; in turns, since what one round leaves to be sealed costs the next.</summary>
    public static IReadOnlyList<int> Loads { get; } = [1, 1, 2, 10, 1, 2, 10, 1, 2, 10, 1, 2, 10, 30];

    /// <param name="connections">Of the load that it can take; then twice, ten and thirty times as many.</param>
    /// <param name="isPatient">Comes back when it is told to, as agents do; else at once.</param>
    /// <param name="loads">One for each round, times the connections.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int connections, bool isPatient, IReadOnlyList<int> loads, CancellationToken cancellationToken)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(WithProbes, cancellationToken);
        LiveProbes probes = new(server, WithProbes, County.Agents);
        RequestStock stock = new(County, Size);
        List<(int Times, double ReadingsASecond)> rounds = [];
        Console.WriteLine($"{Size} readings by rows, {(isPatient ? "comes back when told" : "gives up after 2 s and comes back at once")}");
        foreach (int times in loads)
        {
            stock.FillTo(RequestsOfRound);
            Task<(TimeSpan Server, TimeSpan Clients)> used = UsedAsync(server, cancellationToken);
            Task<(TimeSpan[] Took, int Refused)> probing = probes.RunAsync(Long, cancellationToken);
            LoadResult result = await LoadAsync(server, times * connections, isPatient, stock, cancellationToken);
            (TimeSpan ofServer, TimeSpan ofClients) = await used;
            rounds.Add((times, result.ReadingsASecond));
            Console.WriteLine(FormattableString.Invariant(
                $"  {times,2} x {connections} connections: {result}: {OfEachStatus(result)}; processor for each reading: server {ofServer.TotalNanoseconds / result.Readings:0} ns, clients {ofClients.TotalNanoseconds / result.Readings:0} ns"));

            (TimeSpan[] took, int again) = await probing;
            Console.WriteLine(FormattableString.Invariant(
                $"     {took.Length} fridges out of range, from sent to on record: p50 {Share(took, 50)}, p99 {Share(took, 99)}, longest {Share(took, 100)}; refused meanwhile {again}"));
        }

        ILookup<int, double> counted = rounds.Skip(WarmUps).ToLookup(round => round.Times, round => round.ReadingsASecond);
        double peak = counted.Select(Median).DefaultIfEmpty().Max();
        foreach (IGrouping<int, double> load in counted)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  {load.Key,2} x: median {Median(load) / 1e6:0.00} M readings/s of {load.Count()}, {100 * Median(load) / Median(counted[1].DefaultIfEmpty(double.NaN)):0} % of 1 x, {100 * Median(load) / peak:0} % of the load with the highest median"));
        }
    }

    private static double Median(IEnumerable<double> rounds) => rounds.Order().ElementAt(rounds.Count() / 2);

    private static string Share(TimeSpan[] sorted, int percent) => sorted.Length == 0
        ? "-"
        : FormattableString.Invariant($"{sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].TotalMilliseconds:0} ms");

    /// <summary>Of the requests that were not stored. Who gave up before he had an answer is told as 0.</summary>
    private static string OfEachStatus(LoadResult result) => string.Join(", ", result.Answers
        .Where(answer => !answer.IsSuccess)
        .CountBy(answer => answer.Status)
        .OrderBy(counted => counted.Key)
        .Select(counted => FormattableString.Invariant($"{counted.Value} of {counted.Key} = {100.0 * counted.Value / result.Answers.Count:0.0} %")));

    /// <summary>Processor time of the server and of its clients in a round.</summary>
    private static async Task<(TimeSpan Server, TimeSpan Clients)> UsedAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        (TimeSpan ofServer, TimeSpan ofClients) = (server.Used(), Environment.CpuUsage.TotalTime);
        await Task.Delay(Long, TimeProvider.System, cancellationToken);
        return (server.Used() - ofServer, Environment.CpuUsage.TotalTime - ofClients);
    }

    private static async Task<LoadResult> LoadAsync(
        ServerProcess server, int connections, bool isPatient, RequestStock stock, CancellationToken cancellationToken)
    {
        List<LoadAnswer> answers = [];
        long readings = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync, cancellationToken)));
        return new LoadResult(Long, answers, readings);

        async Task SendAsync()
        {
            using LoadConnection connection = new(new IPEndPoint(IPAddress.Loopback, server.Port));
            while (Stopwatch.GetElapsedTime(began) < Long && stock.Take() is { } request)
            {
                LoadAnswer answer;
                do
                {
                    answer = await connection.SendAsync(request, isPatient ? Timeout.InfiniteTimeSpan : Patience, cancellationToken);
                    TimeSpan left = Long - Stopwatch.GetElapsedTime(began);
                    if (left < TimeSpan.Zero)
                    {
                        // What is answered when nobody sends any more is no load.
                        return;
                    }

                    lock (answers)
                    {
                        answers.Add(answer);
                        readings += answer.IsSuccess ? request.Readings : 0;
                    }

                    if (isPatient && !answer.IsSuccess)
                    {
                        await Task.Delay(answer.RetryAfter < left ? answer.RetryAfter : TimeSpan.Zero, TimeProvider.System, cancellationToken);
                    }
                }
                while (!answer.IsSuccess && Stopwatch.GetElapsedTime(began) < Long);
            }
        }
    }
}
