using System.Globalization;

namespace ColdChain.Benchmarks.History;

/// <summary>Durable ingest: every store tries its dialects and connections, then they take turns with the best.</summary>
internal sealed class IngestRounds(IReadOnlyList<Contestant> contestants, CountyOfSeries county, Figures figures, bool isQuick)
{
    public const int Rounds = 3;
    private const string Unit = "readings/s";

    /// <summary>What a store that needs few clients likes, and what a county's agents would be.</summary>
    private static readonly int[] Connections = [4, 16];

    public static string Line(int size, string dialect) => string.Create(CultureInfo.InvariantCulture, $"ingest, requests of {size}, ours {dialect}");

    /// <summary>Some millions for nothing, in each dialect: a server that has just started is still being compiled.</summary>
    public async Task WarmUpAsync()
    {
        const int Size = 1_000;
        const int Step = Size / CountyOfSeries.SensorsOfAgent;
        foreach (Contestant contestant in contestants)
        {
            await AloneAsync(contestant, async () =>
            {
                foreach (Dialect dialect in contestant.Store.Dialects)
                {
                    int some = Math.Max(1, county.Points / 20 / Step) * Step;
                    await contestant.TakeAsync(some, Size, new Contestant.Setting(dialect, Connections[^1]));
                }
            });
        }
    }

    /// <param name="size">Readings of a request.</param>
    /// <param name="requests">Of each agent in a round.</param>
    public async Task RunAsync(int size, int requests)
    {
        int points = requests * (size / CountyOfSeries.SensorsOfAgent);
        foreach (Contestant contestant in contestants)
        {
            contestant.Best[size] = new Contestant.Setting(contestant.Store.Dialects[^1], Connections[0]);
            if (!isQuick)
            {
                await TryAsync(contestant, size, points);
            }
        }

        for (int round = 0; round < (isQuick ? 1 : Rounds); round++)
        {
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                Contestant contestant = contestants[(round + turn) % contestants.Count];
                await AloneAsync(contestant, () => MeasureAsync(contestant, size, points));
            }
        }
    }

    /// <summary>All that is left, in requests of 5 000; what was sent before counts for nothing.</summary>
    public async Task FillAsync()
    {
        const int Size = 5_000;
        foreach (Contestant contestant in contestants)
        {
            await AloneAsync(contestant, async () =>
            {
                int left = county.Points - contestant.Next;
                Contestant.Setting best = contestant.Best.GetValueOrDefault(Size, new Contestant.Setting(contestant.Store.Dialects[^1], Connections[0]));
                double rate = await contestant.TakeAsync(left, Size, best);
                figures.Add($"ingest of the rest, requests of {Size}", Unit, contestant.Store.Name, rate);
                figures.Remark($"ingest of the rest, requests of {Size}", contestant.Store.Name, $"{(long)left * SeriesPlan.Sensors / 1e6:0.0} million, {contestant.Refused} sent again");
                await contestant.TakeAloneAsync(Size, best);
            });
        }
    }

    private async Task TryAsync(Contestant contestant, int size, int points)
    {
        double best = 0;
        await AloneAsync(contestant, async () =>
        {
            // A quarter of a round, in whole requests; the first for nothing, since the first requests of a process are slow.
            int step = size / CountyOfSeries.SensorsOfAgent;
            int some = Math.Max(1, points / 4 / step) * step;
            await contestant.TakeAsync(some, size, new Contestant.Setting(contestant.Store.Dialects[0], Connections[0]));
            foreach (Dialect dialect in contestant.Store.Dialects)
            {
                foreach (int connections in Connections)
                {
                    Contestant.Setting setting = new(dialect, connections);
                    double rate = await contestant.TakeAsync(some, size, setting);
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"  tried {contestant.Store.Name}, {dialect.Name}, {connections} connections, {size}: {rate:0}"));
                    if (rate > best)
                    {
                        (best, contestant.Best[size]) = (rate, setting);
                    }
                }
            }
        });
    }

    /// <summary>Ours in each of its dialects, each a line of its own beside the best of the others.</summary>
    private async Task MeasureAsync(Contestant contestant, int size, int points)
    {
        Contestant.Setting best = contestant.Best[size];
        if (contestant.Store is OurStore ours)
        {
            foreach (Dialect dialect in ours.Dialects)
            {
                figures.Add(Line(size, dialect.Name), Unit, ours.Name, await contestant.TakeAsync(points, size, best with { Dialect = dialect }));
            }

            return;
        }

        double rate = await contestant.TakeAsync(points, size, best);
        foreach (Dialect dialect in contestants.Select(one => one.Store).OfType<OurStore>().First().Dialects)
        {
            figures.Add(Line(size, dialect.Name), Unit, contestant.Store.Name, rate);
            figures.Remark(Line(size, dialect.Name), contestant.Store.Name, $"{best.Dialect.Name}, {best.Connections} connections");
        }
    }

    private Task AloneAsync(Contestant running, Func<Task> work) =>
        Turn.OfAsync(running.Store, [.. contestants.Select(one => one.Store)], work);
}
