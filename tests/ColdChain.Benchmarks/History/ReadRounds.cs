using System.Diagnostics;
using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Benchmarks.History;

/// <summary>What pages ask, of every store in turn, and of ours within its process as well.</summary>
internal sealed class ReadRounds(IReadOnlyList<TimeSeriesStore> stores, SeriesPlan plan, Figures figures, bool isQuick)
{
    private const long DayMilliseconds = 86_400_000;
    private const int Buckets = 2_000;
    private const int DaysOfOverview = 30;
    private const int Warmups = 3;

    /// <summary>What a server does all day is compiled for it; in a process that has just begun it is not.</summary>
    private const int WarmupsInProcess = 40;
    private const int OtherSensor = 37;

    private int Times => isQuick ? 8 : 40;

    private long End => plan.EndMilliseconds;

    private long YearBefore => End - (365 * DayMilliseconds);

    public async Task OverHttpAsync()
    {
        foreach (OurStore ours in stores.OfType<OurStore>())
        {
            await ours.LogInAsync();
        }

        await AskAsync("a year at 10 minutes, over HTTP", Times, stores, number => new Question.Range(SensorOf(number), YearBefore, End));
        await AskAsync("a year at 1 minute, over HTTP", Times / 4, stores, _ => new Question.Range(SeriesPlan.Sensors, YearBefore, End));
        await AskAsync($"a year at 10 minutes in {Buckets} lines, over HTTP", Times, stores, number => new Question.Reduced(SensorOf(number), YearBefore, End, Buckets));
        await AskAsync($"a year at 1 minute in {Buckets} lines, over HTTP", Times / 4, stores, _ => new Question.Reduced(SeriesPlan.Sensors, YearBefore, End, Buckets));
        await AskAsync(
            Overview,
            Times / 4,
            [.. stores.Where(store => store is not OurStore)],
            _ => new Question.Days(End - (DaysOfOverview * DayMilliseconds), End));
    }

    /// <summary>Ours through its own interface; its process must have been stopped.</summary>
    public async Task InProcessAsync(OurStore ours)
    {
        await using WebApplication app = await ours.OpenInProcessAsync();
        IReadingHistory history = app.Services.GetRequiredService<IReadingHistory>();
        TimeRange year = new(Instant.FromUnixMilliseconds(YearBefore), Instant.FromUnixMilliseconds(End));
        int lastDay = DayCalendar.China.DayOf(End) - 1;
        // Days of China, as its facilities ask for; the peers, which have none sealed, are asked for days of UTC.
        TimeRange[] days = [.. Enumerable.Range(lastDay - DaysOfOverview + 1, DaysOfOverview).Select(DayCalendar.China.During)];
        SensorId[] sensors = [.. Enumerable.Range(0, SeriesPlan.Sensors).Select(Id)];
        await MeasureAsync("a year at 10 minutes, in process", ours, Times, async number =>
            (await history.ReadAsync(Id(SensorOf(number)), year, CancellationToken.None)).Count);
        await MeasureAsync("a year at 1 minute, in process", ours, Times / 4, async _ =>
            (await history.ReadAsync(Id(SeriesPlan.Sensors), year, CancellationToken.None)).Count);
        await MeasureAsync($"a year at 10 minutes in {Buckets} lines, in process", ours, Times, async number =>
            (await history.ReduceAsync(Id(SensorOf(number)), year, Buckets, CancellationToken.None)).Count);
        await MeasureAsync(Overview, ours, Times / 4, async _ =>
            (await history.FiguresAsync(sensors, days, CancellationToken.None)).Sum(sensor => sensor.Value.Count));
        await app.StopAsync();
    }

    private static string Overview =>
        string.Create(CultureInfo.InvariantCulture, $"lowest and highest of {DaysOfOverview} days, {SeriesPlan.Sensors} sensors (ours in process)");

    private static SensorId Id(int sensor) => SensorId.Parse(CountyOfSeries.Sensor(sensor), CultureInfo.InvariantCulture);

    /// <summary>Another sensor each time: no answer is in a cache because it was just given.</summary>
    private static int SensorOf(int number) => number * OtherSensor % SeriesPlan.Sensors;

    private async Task AskAsync(string line, int times, IReadOnlyList<TimeSeriesStore> asked, Func<int, Question> question)
    {
        Dictionary<string, List<double>> took = asked.ToDictionary(store => store.Name, _ => new List<double>());
        for (int number = -Warmups; number < times; number++)
        {
            foreach (TimeSeriesStore store in asked)
            {
                long began = Stopwatch.GetTimestamp();
                byte[] answer = await store.AskAsync(question(number + Warmups));
                double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (number >= 0)
                {
                    took[store.Name].Add(milliseconds);
                }
                else if (number == -1)
                {
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"  {line}: {store.Name} gives {store.RowsOf(answer)} rows, {answer.Length} bytes"));
                }
            }
        }

        foreach (TimeSeriesStore store in asked)
        {
            Keep(line, store, took[store.Name]);
        }
    }

    private async Task MeasureAsync(string line, OurStore ours, int times, Func<int, Task<int>> work)
    {
        List<double> took = [];
        for (int number = -WarmupsInProcess; number < times; number++)
        {
            long began = Stopwatch.GetTimestamp();
            int rows = await work(number + WarmupsInProcess);
            double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (number >= 0)
            {
                took.Add(milliseconds);
            }
            else if (number == -1)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line}: {rows} rows"));
            }
        }

        Keep(line, ours, took);
    }

    private void Keep(string line, TimeSeriesStore store, List<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        figures.Add($"{line}, median", "ms", store.Name, sorted[sorted.Length / 2]);
        figures.Add($"{line}, 95 %", "ms", store.Name, sorted[Math.Min(sorted.Length - 1, sorted.Length * 95 / 100)]);
    }
}
