using System.Globalization;
using System.Text.Json;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.History;

/// <summary>InfluxDB 1.x of Debian, by its defaults: the log of a write is fsynced before it is acknowledged.</summary>
internal sealed class InfluxStore : TimeSeriesStore
{
    public const string Called = "InfluxDB";

    public const string Executable = "/usr/bin/influxd";

    private bool _isSettling;

    public override string Name => Called;

    public override IReadOnlyList<Dialect> Dialects { get; } = [new LineProtocol("line protocol", "/write?db=bench&precision=ms", "i")];

    public override async Task PrepareAsync(CountyOfSeries county)
    {
        await StartAsync();
        await QueryAsync("CREATE DATABASE bench");
    }

    public override async Task StartAsync()
    {
        File.WriteAllText(Directory.Path("influx.conf"), Configuration());
        Process = ProgramUnderTest.Start(Executable, ["-config", Directory.Path("influx.conf")], Directory.FullPath);
        await AnswersAsync("/ping");
    }

    public override Task CaughtUpAsync() => Task.CompletedTask;

    /// <summary>Started once more so that it waits for a second without writes, and not for hours, before it packs what it has.</summary>
    public override async Task SettleAsync()
    {
        await StopAsync();
        _isSettling = true;
        await StartAsync();
        await StillAsync();
        await StopAsync();
        _isSettling = false;
        await StartAsync();
    }

    public override long BytesAtRest() => BytesOf(Directory.Path("data", "bench"), Directory.Path("wal", "bench"));

    public override Task<byte[]> AskAsync(Question question) => QueryAsync(question switch
    {
        Question.Range range =>
            $"SELECT v FROM temperature WHERE sensor='{CountyOfSeries.Sensor(range.Sensor)}' AND time>={range.From}ms AND time<{range.To}ms",
        Question.Reduced reduced =>
            $"SELECT count(v),min(v),max(v),mean(v) FROM temperature WHERE sensor='{CountyOfSeries.Sensor(reduced.Sensor)}' "
            + $"AND time>={reduced.From}ms AND time<{reduced.To}ms GROUP BY time({(reduced.To - reduced.From) / reduced.Buckets}ms) fill(none)",
        Question.Days days =>
            $"SELECT min(v),max(v) FROM temperature WHERE time>={days.From}ms AND time<{days.To}ms GROUP BY time(1d),sensor fill(none)",
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    public override int RowsOf(byte[] answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("results").EnumerateArray()
            .SelectMany(result => result.TryGetProperty("series", out JsonElement series) ? [.. series.EnumerateArray()] : Array.Empty<JsonElement>())
            .Sum(series => series.GetProperty("values").GetArrayLength());
    }

    private async Task<byte[]> QueryAsync(string statement)
    {
        using FormUrlEncodedContent form = new([new("q", statement)]);
        using HttpResponseMessage answer = await Http.PostAsync(new Uri($"{Url}/query?db=bench&epoch=ms"), form);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{statement}: {answer.StatusCode}");
    }

    /// <summary>Until its files have kept their size for a while.</summary>
    private async Task StillAsync()
    {
        const int Looks = 10;
        (long bytes, int same) = (-1, 0);
        while (same < Looks)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            long now = BytesAtRest();
            (bytes, same) = now == bytes ? (bytes, same + 1) : (now, 0);
        }
    }

    private string Configuration() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{FreePort.Next()}"
        [meta]
          dir = "{Directory.Path("meta")}"
        [data]
          dir = "{Directory.Path("data")}"
          wal-dir = "{Directory.Path("wal")}"
          query-log-enabled = false
          {(_isSettling ? "cache-snapshot-write-cold-duration = \"1s\"\n  compact-full-write-cold-duration = \"1s\"" : string.Empty)}
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:{Port}"
          log-enabled = false
        """);
}
