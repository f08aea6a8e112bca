using System.Globalization;
using System.Text;
using System.Text.Json;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.History;

/// <summary>VictoriaMetrics of Debian, by its defaults: acknowledged before it is on the disk.</summary>
internal sealed class VictoriaStore : TimeSeriesStore
{
    public const string Called = "VictoriaMetrics";

    public const string Executable = "/usr/bin/victoria-metrics";

    private const double Second = 1_000;

    public override string Name => Called;

    public override IReadOnlyList<Dialect> Dialects { get; } =
        [new ImportLines(), new LineProtocol("line protocol", "/write?precision=ms", string.Empty)];

    public override Task PrepareAsync(CountyOfSeries county) => StartAsync();

    public override async Task StartAsync()
    {
        Process = ProgramUnderTest.Start(
            Executable,
            [
                $"-storageDataPath={Directory.Path("data")}",
                $"-httpListenAddr=127.0.0.1:{Port}",
                "-retentionPeriod=100y",
                "-search.disableCache",
                "-search.latencyOffset=0s",
                "-loggerLevel=ERROR",
            ],
            Directory.FullPath);
        await AnswersAsync("/health");
    }

    public override async Task CaughtUpAsync() => await GetAsync("/internal/force_flush");

    public override async Task SettleAsync()
    {
        await GetAsync("/internal/force_flush");
        await GetAsync("/internal/force_merge");
        await Eventually.HoldsAsync(
            async () => Encoding.ASCII.GetString(await GetAsync("/metrics")).Split('\n')
                .Where(line => line.StartsWith("vm_active_force_merges", StringComparison.Ordinal) || line.StartsWith("vm_active_merges", StringComparison.Ordinal))
                .All(line => line.EndsWith(" 0", StringComparison.Ordinal)),
            "VictoriaMetrics has merged",
            TimeSpan.FromMinutes(5),
            CancellationToken.None);
        await StopAsync();
        await StartAsync();
    }

    public override long BytesAtRest() => BytesOf(Directory.Path("data", "data"), Directory.Path("data", "indexdb"));

    public override Task<byte[]> AskAsync(Question question) => GetAsync(question switch
    {
        Question.Range range => string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/export?match[]={Of(range.Sensor)}&start={range.From / Second}&end={(range.To - 1) / Second}"),
        // A rollup looks back from each moment: the first stretch ends one step after the start.
        Question.Reduced reduced => Rollup(Of(reduced.Sensor), question, (reduced.To - reduced.From) / reduced.Buckets),
        Question.Days => Rollup("temperature_v", question, 86_400_000),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    public override int RowsOf(byte[] answer)
    {
        string text = Encoding.UTF8.GetString(answer);
        int rows = 0;
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            rows += json.RootElement.TryGetProperty("data", out JsonElement found)
                ? found.GetProperty("result").EnumerateArray().Sum(series => series.GetProperty("values").GetArrayLength())
                : json.RootElement.GetProperty("values").GetArrayLength();
        }

        return rows;
    }

    private static string Of(int sensor) => $"temperature_v{{sensor=\"{CountyOfSeries.Sensor(sensor)}\"}}";

    private static string Rollup(string selector, Question during, long stepMilliseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"/api/v1/query_range?query={Uri.EscapeDataString($"rollup({selector}[{stepMilliseconds}ms])")}"
        + $"&start={(during.From + stepMilliseconds) / Second}&end={during.To / Second}&step={stepMilliseconds}ms");

    private async Task<byte[]> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(Url + path));
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? body
            : throw new InvalidOperationException($"{path}: {answer.StatusCode} {Encoding.UTF8.GetString(body)}");
    }
}
