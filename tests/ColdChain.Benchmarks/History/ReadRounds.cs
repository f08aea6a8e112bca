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

    /// <summary>Questions that are not counted.</summary>
    private const int Warmups = 10;

    /// <summary>What a server does all day is compiled for it; in a process that has just begun it is not.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(5);

    private const int OtherSensor = 37;

    private int Times => isQuick ? 8 : 100;

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
        await AskAsync($"a year at 1 minute in {Buckets} lines, over HTTP", Times, stores, _ => new Question.Reduced(SeriesPlan.Sensors, YearBefore, End, Buckets));
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
        await MeasureAsync("a year at 10 minutes, in process", ours, Times, number =>
            history.ReadAsync(Id(SensorOf(number)), year, CancellationToken.None), rows => rows.Count);
        await MeasureAsync("a year at 1 minute, in process", ours, Times / 4, _ =>
            history.ReadAsync(Id(SeriesPlan.Sensors), year, CancellationToken.None), rows => rows.Count);
        await MeasureAsync($"a year at 10 minutes in {Buckets} lines, in process", ours, Times, number =>
            history.ReduceAsync(Id(SensorOf(number)), year, Buckets, CancellationToken.None), lines => lines.Count);
        await MeasureAsync(Overview, ours, Times / 4, _ =>
            history.FiguresAsync(sensors, days, CancellationToken.None), figures => figures.Sum(sensor => sensor.Value.Count));
        await app.StopAsync();
    }

    private static string Overview =>
        string.Create(CultureInfo.InvariantCulture, $"lowest and highest of {DaysOfOverview} days, {SeriesPlan.Sensors} sensors (ours in process)");

    private static SensorId Id(int sensor) => SensorId.Parse(CountyOfSeries.Sensor(sensor), CultureInfo.InvariantCulture);

    /// <summary>Another sensor each time: no answer is in a cache because it was just given.</summary>
    private static int SensorOf(int number) => number * OtherSensor % SeriesPlan.Sensors;

    private async Task AskAsync(string line, int times, IReadOnlyList<TimeSeriesStore> asked, Func<int, Question> question)
    {
        foreach (TimeSeriesStore store in asked)
        {
            await Turn.OfAsync(store, stores, () => MeasureAsync(line, store, times, number => store.AskAsync(question(number)), store.RowsOf));
        }
    }

    private async Task MeasureAsync<T>(string line, TimeSeriesStore store, int times, Func<int, Task<T>> work, Func<T, int> rowsOf)
    {
        int asked = await WarmAsync(store is OurStore, work);
        int rows = rowsOf(await work(asked));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line}: {store.Name} gives {rows} rows"));
        List<double> took = [];
        for (int number = 0; number < times; number++)
        {
            long began = Stopwatch.GetTimestamp();
            await work(asked + number);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Keep(line, store, took);
    }

    private static async Task<int> WarmAsync<T>(bool isCompiledMeanwhile, Func<int, Task<T>> work)
    {
        int asked = 0;
        long began = Stopwatch.GetTimestamp();
        while (asked < Warmups || (isCompiledMeanwhile && Stopwatch.GetElapsedTime(began) < Warming))
        {
            await work(asked++);
        }

        return asked;
    }

    private void Keep(string line, TimeSeriesStore store, List<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        figures.Add($"{line}, median", "ms", store.Name, sorted[sorted.Length / 2]);
        figures.Add($"{line}, 95 %", "ms", store.Name, sorted[Math.Min(sorted.Length - 1, sorted.Length * 95 / 100)]);
    }
}
