using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Benchmarks.History;

/// <summary>The server as it is installed: key, de-duplication, fsync before the answer, excursions found.</summary>
/// <param name="program">Where it is.</param>
internal sealed partial class OurStore(string program) : TimeSeriesStore
{
    public const string Called = "ColdChain";

    /// <summary>What arrived a moment ago may not have been taken by monitoring yet: it must be idle so often in a row.</summary>
    private const int IdleLooks = 4;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public override string Name => Called;

    public override IReadOnlyList<Dialect> Dialects { get; } =
    [
        new OurDialect("rows", byColumns: false, packed: false, ReadingBatch.BacklogLane),
        new OurDialect("columns", byColumns: true, packed: false, ReadingBatch.BacklogLane),
        new OurDialect("columns, gzip", byColumns: true, packed: true, ReadingBatch.BacklogLane),
    ];

    private string DataFolder => Directory.Path("data");

    public override async Task PrepareAsync(CountyOfSeries county)
    {
        await File.WriteAllTextAsync(Directory.Path("county.json"), OurCounty.Json(county));
        await using (ProgramUnderTest setUp = ProgramUnderTest.Start(
            program, ["set-up", "--data", DataFolder, "--file", Directory.Path("county.json")]))
        {
            if (await setUp.WaitForExitAsync(TimeSpan.FromMinutes(5), CancellationToken.None) != 0)
            {
                throw new InvalidOperationException(setUp.Tail(20));
            }
        }

        await StartAsync();
    }

    public override async Task StartAsync()
    {
        Process = ProgramUnderTest.Start(program, ["run", "--data", DataFolder, "--urls", Url]);
        await AnswersAsync("/healthz");
    }

    public async Task LogInAsync()
    {
        string page = await Http.GetStringAsync(new Uri($"{Url}/log-in"));
        Dictionary<string, string> fields = new() { ["Form.UserName"] = OurCounty.Reader, ["Form.Password"] = OurCounty.Password };
        foreach (Match hidden in HiddenField().Matches(page))
        {
            fields.TryAdd(hidden.Groups["name"].Value, System.Net.WebUtility.HtmlDecode(hidden.Groups["value"].Value));
        }

        using FormUrlEncodedContent form = new(fields);
        using HttpResponseMessage answer = await Http.PostAsync(new Uri($"{Url}/log-in"), form);
        answer.EnsureSuccessStatusCode();
    }

    public override async Task CaughtUpAsync()
    {
        for (int idle = 0; idle < IdleLooks;)
        {
            string metrics = await Http.GetStringAsync(new Uri($"{Url}/metrics"));
            idle = Waiting().Match(metrics) is { Success: true } found && found.Groups["spans"].Value == "0" ? idle + 1 : 0;
            await Task.Delay(LookEvery, TimeProvider.System);
        }
    }

    /// <summary>The sealer is told that it is tomorrow: it waits until late readings of a day have stopped coming. What is old is bound then.</summary>
    public override async Task SettleAsync()
    {
        await CaughtUpAsync();
        await StopAsync();
        await using (WebApplication app = await OpenInProcessAsync())
        {
            HistorySealer sealer = app.Services.GetRequiredService<HistorySealer>();
            long began = Stopwatch.GetTimestamp();
            Instant tomorrow = TimeProvider.System.GetCurrentInstant() + TimeSpan.FromDays(1);
            int made = await sealer.SealDueAsync(tomorrow, CancellationToken.None);
            Console.Error.WriteLine(FormattableString.Invariant($"  sealed {made} chunks in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
            began = Stopwatch.GetTimestamp();
            await app.Services.GetRequiredService<RootMaker>().MakeDueAsync(tomorrow, CancellationToken.None);
            HistoryBinder binder = app.Services.GetRequiredService<HistoryBinder>();
            while (await binder.BindDueAsync(tomorrow, CancellationToken.None) > 0)
            {
                await sealer.SealDueAsync(tomorrow, CancellationToken.None);
            }

            Console.Error.WriteLine(FormattableString.Invariant($"  bound what is old in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
            await app.StopAsync();
        }

        // Else a connection of this process keeps the log of the files open under the server that comes next.
        SqliteConnection.ClearAllPools();
        await StartAsync();
        await CaughtUpAsync();
    }

    /// <summary>
    /// With the log as it is, without <c>-shm</c>: SQLite's index of the log is memory that the processes share, 32 kB for each 4 MB of log,
    /// made anew at each start and gone when the server has stopped.
    /// </summary>
    public override long BytesAtRest() =>
        BytesOf(System.IO.Directory.EnumerateFiles(DataFolder, "history*").Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)));

    public override Task<byte[]> AskAsync(Question question) => question switch
    {
        Question.Range range => GetAsync(string.Create(
            CultureInfo.InvariantCulture, $"/api/v1/readings/{CountyOfSeries.Unit(range.Sensor)}?from={range.From}&to={range.To}")),
        Question.Reduced reduced => GetAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/reduced-readings/{CountyOfSeries.Unit(reduced.Sensor)}?from={reduced.From}&to={reduced.To}&buckets={reduced.Buckets}")),
        _ => throw new NotSupportedException("The days of a whole county are asked in the process alone."),
    };

    public override int RowsOf(byte[] answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("series").EnumerateArray()
            .Sum(series => (series.TryGetProperty("readings", out JsonElement rows) ? rows : series.GetProperty("buckets")).GetArrayLength());
    }

    /// <summary>The same server within this process, over the same files; the other one must have been stopped.</summary>
    public async Task<WebApplication> OpenInProcessAsync()
    {
        ServerOptions options = new() { DataDirectory = DataFolder, Urls = Url };
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Alarming:RunsJobs"] = "false" }).Build();
        WebApplication app = ServerApplication.Create(options, configuration, TimeProvider.System);
        await app.StartAsync();
        return app;
    }

    /// <summary>How long the server's own check of everything takes.</summary>
    public async Task<TimeSpan> VerifyAsync()
    {
        long began = Stopwatch.GetTimestamp();
        await using ProgramUnderTest verify = ProgramUnderTest.Start(program, ["verify", "--data", DataFolder]);
        int code = await verify.WaitForExitAsync(TimeSpan.FromMinutes(30), CancellationToken.None);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        return code == 0 ? took : throw new InvalidOperationException($"verify ended with {code}: {verify.Tail(20)}");
    }

    private async Task<byte[]> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(Url + path));
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{path}: {answer.StatusCode}");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();

    [GeneratedRegex("^coldchain_monitoring_waiting_spans (?<spans>[0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Waiting();
}
