using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>A server of a few lines that keeps what it was given by (journal, sequence), as the wire contract asks.</summary>
internal sealed class IngestLedger : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<(string Journal, long Sequence), (string Sensor, long At, int MilliCelsius)> _kept = [];
    private readonly Lock _lock = new();
    private readonly Task _serving;

    public IngestLedger()
    {
        Port = FreePort.Next();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public int Port { get; }

    /// <summary>Entries that came more than once: a reply was lost.</summary>
    public int Repeated { get; private set; }

    /// <summary>Entries that came a second time with another value: never.</summary>
    public int Contradicted { get; private set; }

    public List<WireEvent> Events { get; } = [];

    /// <summary>The server's clock less the test's.</summary>
    public TimeSpan Ahead { get; set; }

    public IReadOnlyList<(string Sensor, long At, int MilliCelsius)> Kept
    {
        get
        {
            lock (_lock)
            {
                return [.. _kept.OrderBy(one => one.Key.Sequence).Select(one => one.Value)];
            }
        }
    }

    public void Dispose()
    {
        _listener.Abort();
        _serving.Wait(TimeSpan.FromSeconds(5));
        ((IDisposable)_listener).Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext? call = null;
            if (await Record.ExceptionAsync(async () => call = await _listener.GetContextAsync()) is not null)
            {
                return;
            }

            // A caller that is cut off is no fault of the server's.
            _ = Task.Run(async () => await Record.ExceptionAsync(() => AnswerAsync(call!)));
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        using GZipStream body = new(call.Request.InputStream, CompressionMode.Decompress);
        ReadingBatch batch = (await JsonSerializer.DeserializeAsync(body, WireJson.Default.ReadingBatch))!;
        BatchReply reply = Keep(batch);
        await JsonSerializer.SerializeAsync(call.Response.OutputStream, reply, WireJson.Default.BatchReply);
        call.Response.Close();
    }

    private BatchReply Keep(ReadingBatch batch)
    {
        lock (_lock)
        {
            List<long[]> accepted = [];
            foreach (WireSeries series in batch.Series)
            {
                foreach (WireReading reading in series.Readings)
                {
                    Keep((batch.Journal, reading.Sequence), (series.Sensor, reading.MeasuredAt, reading.MilliCelsius));
                    accepted.Add([reading.Sequence, reading.Sequence]);
                }
            }

            Events.AddRange(batch.Events);
            accepted.AddRange(batch.Events.Select(what => new[] { what.Sequence, what.Sequence }));
            return new BatchReply
            {
                Accepted = accepted,
                Rejected = [],
                ServerTime = (TimeProvider.System.GetUtcNow() + Ahead).ToUnixTimeMilliseconds(),
            };
        }
    }

    private void Keep((string, long) key, (string, long, int) reading)
    {
        if (_kept.TryGetValue(key, out var before))
        {
            Repeated++;
            Contradicted += before == reading ? 0 : 1;
        }

        _kept[key] = reading;
    }
}
