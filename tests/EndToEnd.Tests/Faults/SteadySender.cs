using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ColdChain.Core.Wire;
using EndToEnd.Tests.Oracle;

namespace EndToEnd.Tests.Faults;

/// <summary>An agent reduced to its essentials: sends readings, batch after batch, each until it is acknowledged, some once more.</summary>
/// <remarks>Keeps its own ledger; it stands outside of the server that is killed.</remarks>
internal sealed class SteadySender(Uri server, int number, IReadOnlyList<string> sensors, long startMilliseconds) : IDisposable
{
    private const int MinutesOfBatch = 10;
    private const int RepeatEvery = 4;
    private const long Minute = 60_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _journal = Guid.NewGuid().ToString("N");
    private readonly Lock _lock = new();
    private readonly HashSet<(string Sensor, long At, int Value)> _sent = [];
    private readonly HashSet<(string Sensor, long At, int Value)> _acknowledged = [];
    private int _batches;
    private long _sequence;

    public static string Id(int number) => $"gateway-{number}";

    public static string Key(int number) => $"a-key-for-tests-and-nothing-else-{number}";

    /// <summary>Requests that got no answer, or another than 200: the faults were met.</summary>
    public int Missed { get; private set; }

    public int AcknowledgedCount
    {
        get
        {
            lock (_lock)
            {
                return _acknowledged.Count;
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            ReadingBatch batch = Next();
            for (int times = _batches % RepeatEvery == 0 ? 2 : 1; times > 0;)
            {
                if (await TrySendAsync(batch, cancellationToken))
                {
                    times--;
                }
                else if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Adds what it knows to those sets.</summary>
    public void Tell(HashSet<(string Sensor, long At, int Value)> sent, HashSet<(string Sensor, long At, int Value)> acknowledged)
    {
        lock (_lock)
        {
            sent.UnionWith(_sent);
            acknowledged.UnionWith(_acknowledged);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Every batch is later than the one before; now and then the fridge is out for half an hour.</summary>
    private ReadingBatch Next()
    {
        long from = startMilliseconds + (_batches * MinutesOfBatch * Minute);
        bool isOut = _batches % 12 is 5 or 6 or 7;
        _batches++;
        List<WireSeries> series = [];
        foreach (string sensor in sensors)
        {
            WireReading[] readings = [.. Enumerable.Range(0, MinutesOfBatch).Select(minute =>
                new WireReading(++_sequence, from + (minute * Minute), (isOut ? 9_000 : 4_000) + (number * 10) + minute, 0))];
            series.Add(new WireSeries { Sensor = sensor, Readings = readings });
            lock (_lock)
            {
                _sent.UnionWith(readings.Select(reading => (sensor, reading.MeasuredAt, reading.MilliCelsius)));
            }
        }

        return new ReadingBatch
        {
            Journal = _journal,
            Lane = ReadingBatch.LiveLane,
            AgentTime = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            Series = series,
        };
    }

    private async Task<bool> TrySendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/agents/{Id(number)}/batches")
            {
                Content = JsonContent.Create(batch, WireJson.Default.ReadingBatch),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key(number));
            using HttpResponseMessage answer = await _http.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK
                && await answer.Content.ReadFromJsonAsync(WireJson.Default.BatchReply, cancellationToken) is { } reply)
            {
                Acknowledge(batch, reply);
                return true;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            // It was killed, or has no port yet, or answered half: the batch is sent again.
        }

        Missed++;
        await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        return false;
    }

    private void Acknowledge(ReadingBatch batch, BatchReply reply)
    {
        Assert.Empty(reply.Rejected);
        lock (_lock)
        {
            _acknowledged.UnionWith(batch.Series.SelectMany(series => series.Readings
                .Where(reading => reply.Accepted.Any(range => range[0] <= reading.Sequence && reading.Sequence <= range[1]))
                .Select(reading => (series.Sensor, reading.MeasuredAt, reading.MilliCelsius))));
        }
    }
}
