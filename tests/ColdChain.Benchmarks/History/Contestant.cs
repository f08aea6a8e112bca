using System.Diagnostics;
using ColdChain.Benchmarks.Ingest;

namespace ColdChain.Benchmarks.History;

/// <summary>A store with how much of the county's series it has been given.</summary>
internal sealed class Contestant(TimeSeriesStore store, CountyOfSeries county)
{
    /// <summary>Requests of so many readings are laid out at once, and sent before the next are.</summary>
    private const int ReadingsLaidOut = 1_000_000;

    public TimeSeriesStore Store => store;

    /// <summary>The next point of every sensor.</summary>
    public int Next { get; private set; }

    /// <summary>Requests that were refused for now and sent again.</summary>
    public int Refused { get; private set; }

    /// <summary>The dialect and the connections that did best, by the size of a request.</summary>
    public Dictionary<int, Setting> Best { get; } = [];

    /// <summary>Sends the next points of all sensors; gives readings a second until all of them is stored and judged.</summary>
    public async Task<double> TakeAsync(int points, int size, Setting setting)
    {
        (long readings, double seconds) = (0, 0);
        int step = Math.Max(1, size / CountyOfSeries.SensorsOfAgent);
        int piece = Math.Max(1, ReadingsLaidOut / Math.Max(1, county.Sensors) / step) * step;
        for (int until = Math.Min(Next + points, county.Points); Next < until;)
        {
            int to = Math.Min(Next + piece, until);
            List<LoadRequest> requests = [.. county.Cut(Next, to, size).Select(setting.Dialect.Request)];
            readings += requests.Sum(request => (long)request.Readings);
            seconds += await SendAsync(requests, setting.Connections);
            Next = to;
        }

        return readings / seconds;
    }

    /// <summary>Sends the series of the sensor that is alone.</summary>
    public async Task TakeAloneAsync(int size, Setting setting) =>
        await SendAsync([.. county.CutAlone(size).Select(setting.Dialect.Request)], setting.Connections);

    /// <summary>The seconds it took until all of it was acknowledged and judged; what is refused for now is sent again.</summary>
    private async Task<double> SendAsync(List<LoadRequest> requests, int connections)
    {
        long began = Stopwatch.GetTimestamp();
        for (List<LoadRequest> left = requests; left.Count > 0;)
        {
            LoadResult result = await HttpLoad.SendAllAsync(store.Port, left, connections, CancellationToken.None);
            foreach (LoadAnswer answer in result.Answers.Where(answer => !answer.IsSuccess && answer.Status is not (429 or 503)))
            {
                throw new InvalidOperationException($"{store.Name} answered {answer.Status}: {store.Process?.Tail(10)}");
            }

            left = [.. left.Where((_, index) => !result.Answers[index].IsSuccess)];
            Refused += left.Count;
        }

        if (store is OurStore)
        {
            await store.CaughtUpAsync();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>How readings are said, and over how many connections at once.</summary>
    internal sealed record Setting(Dialect Dialect, int Connections);
}
