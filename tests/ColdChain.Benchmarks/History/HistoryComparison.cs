using System.Diagnostics;
using System.Globalization;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.History;

/// <summary>Our history beside InfluxDB and VictoriaMetrics, in one run: ingest, bytes, reads, start, memory, verification.</summary>
/// <remarks>
/// <code>
/// history [--readings N] [--quick]     20 000 000 by default; --quick: 600 000 and fewer questions
///         [--alone]                    ours without the peers
///         [--only reads|memory]        no rounds of ingest and no sizes; only the many sensors
///         [--only sizes|real]          bytes at rest; of the real series alone
///         [--watch N]                  memory is looked at for N minutes more after the burst; ended days are sealed after ten quiet ones
/// </code>
/// A peer that is not installed is left out. Bodies are laid out before any clock runs, the client is the same for all, stores
/// take turns and the others stand still meanwhile; several rounds, medians.
/// </remarks>
internal sealed class HistoryComparison
{
    private const long UsualReadings = 20_000_000;
    private const long QuickReadings = 600_000;
    private const int ManySensors = 3_000;
    private const string Reads = "reads";
    private const string Memory = "memory";
    private const string Sizes = "sizes";
    private const string Real = "real";

    /// <summary>After a burst, until what it left is sealed, and its garbage given back where that is done.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks at the memory: sealing three million readings takes some seconds.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    private readonly Figures _figures;
    private readonly SeriesPlan _plan;
    private readonly bool _isQuick;
    private readonly long _readings;
    private bool _isAlone;
    private int _minutesWatched;
    private string? _only;
    private string _server = "";

    private HistoryComparison(long readings, bool isQuick)
    {
        (_readings, _isQuick) = (readings, isQuick);
        _figures = new Figures([OurStore.Called, InfluxStore.Called, VictoriaStore.Called]);
        long began = Stopwatch.GetTimestamp();
        int days = Math.Max(366, (int)(readings / SeriesPlan.Sensors / 144) + 2);
        _plan = new SeriesPlan(isQuick ? 2 : 16, days);
        Say($"simulated in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        bool isQuick = arguments.Contains("--quick");
        long readings = ValueOf(arguments, "--readings") is string told ? long.Parse(told, CultureInfo.InvariantCulture) : isQuick ? QuickReadings : UsualReadings;
        string? only = ValueOf(arguments, "--only");
        HistoryComparison run = new(readings, isQuick)
        {
            _isAlone = arguments.Contains("--alone"),
            _only = only,
            _minutesWatched = ValueOf(arguments, "--watch") is { } minutes ? int.Parse(minutes, CultureInfo.InvariantCulture) : 0,
            _server = ValueOf(arguments, "--server") ?? Repository.Program("ColdChain.Server", "coldchain-server"),
        };
        if (only is null or Reads)
        {
            await run.CompareAsync();
        }

        if (only is Sizes)
        {
            await run.CompareSizesAsync("ten minutes, whole seconds", run._plan.TenMinutes(readings));
        }

        if (only is null or Sizes)
        {
            await run.CompareSizesAsync();
        }

        if (only is null or Sizes or Real)
        {
            await run.CompareRealSizesAsync();
        }

        if (only is null or Memory)
        {
            await run.CompareManySensorsAsync();
        }

        string table = string.Join('\n', run._figures.Table());
        Console.WriteLine(table);
        Directory.CreateDirectory(Repository.Path("artifacts", "benchmarks"));
        await File.WriteAllTextAsync(Repository.Path("artifacts", "benchmarks", "history.md"), table + "\n");
        return 0;
    }

    private static string? ValueOf(IReadOnlyList<string> arguments, string option) =>
        arguments.SkipWhile(argument => argument != option).Skip(1).FirstOrDefault();

    private List<TimeSeriesStore> NewStores()
    {
        List<TimeSeriesStore> stores = [new OurStore(_server)];
        if (_isAlone)
        {
            return stores;
        }

        if (File.Exists(InfluxStore.Executable))
        {
            stores.Add(new InfluxStore());
        }

        if (File.Exists(VictoriaStore.Executable))
        {
            stores.Add(new VictoriaStore());
        }

        return stores;
    }

    private static void Say(FormattableString what) => Console.Error.WriteLine(FormattableString.Invariant(what));

    /// <summary>One store of each, filled once and then asked.</summary>
    private async Task CompareAsync()
    {
        List<TimeSeriesStore> stores = NewStores();
        try
        {
            await CompareAsync(stores, _plan.TenMinutes(_readings));
        }
        finally
        {
            foreach (TimeSeriesStore store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    private async Task CompareAsync(List<TimeSeriesStore> stores, CountyOfSeries county)
    {
        List<Contestant> contestants = [];
        foreach (TimeSeriesStore store in stores)
        {
            await store.PrepareAsync(county);
            contestants.Add(new Contestant(store, county));
        }

        IngestRounds ingest = new(contestants, county, _figures, _isQuick);
        // Of 20 million readings 600 000 in a round of large requests and 150 000 in one of small ones: less than half of all.
        int whole = county.Points / 500;
        if (_only is null)
        {
            await ingest.WarmUpAsync();
            await ingest.RunAsync(50, Math.Clamp(whole, 4, 100));
            await ingest.RunAsync(1_000, Math.Max(1, whole * 5 / 33));
            await ingest.RunAsync(5_000, Math.Max(1, whole / 33));
        }

        await ingest.FillAsync();
        await CompareAtRestAsync(stores, county);
        ReadRounds reads = new(stores, _plan, _figures, _isQuick);
        await reads.OverHttpAsync();
        foreach (TimeSeriesStore store in stores)
        {
            _figures.Add("resident after the questions", "MB", store.Name, ResidentMemory.Of(store));
            await store.StopAsync();
        }

        OurStore ours = stores.OfType<OurStore>().First();
        await reads.InProcessAsync(ours);
        _figures.Add("verification of everything", "readings/s", ours.Name, county.Readings / (await ours.VerifyAsync()).TotalSeconds);
    }

    private async Task CompareAtRestAsync(IReadOnlyList<TimeSeriesStore> stores, CountyOfSeries county)
    {
        foreach (TimeSeriesStore store in stores)
        {
            _figures.Add("resident at the end of the ingest", "MB", store.Name, ResidentMemory.Of(store));
            _figures.Add("most resident during the ingest", "MB", store.Name, ResidentMemory.PeakOf(store));
        }

        foreach (TimeSeriesStore store in stores)
        {
            _figures.Add(
                "at rest, ten minutes, whole seconds", "bytes a reading", store.Name, await SizeRounds.BytesAReadingAsync(store, county));
        }

        for (int round = 0; round < IngestRounds.Rounds; round++)
        {
            foreach (TimeSeriesStore store in stores)
            {
                await store.StopAsync();
                long began = Stopwatch.GetTimestamp();
                await store.StartAsync();
                _figures.Add("start until it answers", "s", store.Name, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
    }

    private Task CompareSizesAsync(string what, CountyOfSeries county) => new SizeRounds(NewStores, _figures).RunAsync(what, county);

    private async Task CompareSizesAsync()
    {
        SizeRounds sizes = new(NewStores, _figures);
        long readings = _readings / 4;
        await sizes.RunAsync("ten minutes, up to 8 ms late", _plan.Every(10, readings, jitter: 8));
        await sizes.RunAsync("one minute, whole seconds", _plan.Every(1, readings, jitter: 0));
        await sizes.RunAsync("one minute, up to 8 ms late", _plan.Every(1, readings, jitter: 8));
    }

    private async Task CompareRealSizesAsync()
    {
        IReadOnlyList<SensorSeries> recorded = RecordedFiles.ReadAll();
        if (recorded.Count > 0)
        {
            Say($"recorded series: {string.Join(", ", recorded.Select(series => series.Count))} readings");
            await CompareSizesAsync($"{recorded.Count} real series", new CountyOfSeries(recorded));
        }
        else
        {
            Say($"the real series are absent: left out");
        }
    }

    /// <summary>Three thousand sensors at one minute, today and a part of yesterday.</summary>
    private async Task CompareManySensorsAsync()
    {
        CountyOfSeries county = _plan.UpToNow(ManySensors, _isQuick ? 100 : 2_000);
        foreach (TimeSeriesStore store in NewStores())
        {
            await using (store)
            {
                await store.PrepareAsync(county);
                await new Contestant(store, county).TakeAsync(
                    county.Points, 5_000, new Contestant.Setting(store.Dialects[^1], 4));
                await store.CaughtUpAsync();
                string line = string.Create(CultureInfo.InvariantCulture, $"resident with {ManySensors} sensors, {county.Readings / 1e6:0.0} million readings up to now");
                _figures.Add(line, "MB", store.Name, ResidentMemory.Of(store));
                await Task.Delay(AWhile, TimeProvider.System);
                _figures.Add($"{line}, {AWhile.TotalSeconds:0} s later", "MB", store.Name, ResidentMemory.Of(store));
                await WatchAsync(store, line);
                await store.StopAsync();
                await store.StartAsync();
                _figures.Add(line + ", started anew", "MB", store.Name, ResidentMemory.Of(store));
            }
        }
    }

    /// <summary>The most of each minute, as it passes, and of all.</summary>
    private async Task WatchAsync(TimeSeriesStore store, string line)
    {
        double mostOfAll = 0;
        for (int minute = 1; minute <= _minutesWatched; minute++)
        {
            double most = 0;
            for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += BetweenLooks)
            {
                most = Math.Max(most, ResidentMemory.Of(store));
                await Task.Delay(BetweenLooks, TimeProvider.System);
            }

            Say($"{store.Name}: at most {most:0} MB in minute {minute + (int)AWhile.TotalMinutes}, {ResidentMemory.Of(store):0} at its end");
            mostOfAll = Math.Max(mostOfAll, most);
        }

        if (_minutesWatched > 0)
        {
            _figures.Add($"{line}, the most in {_minutesWatched} minutes more", "MB", store.Name, mostOfAll);
        }
    }
}
