using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ColdChain.Testing;

namespace FirmwareSim.Tests.History;

/// <summary>Takes batches on a real port, accepts all of them and keeps the readings; knows nothing but the printed contract.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly List<(string Agent, string Sensor, long At, int MilliCelsius)> _readings = [];

    public StandInServer()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Complete once the program that sent them has ended.</summary>
    public IReadOnlyList<(string Agent, string Sensor, long At, int MilliCelsius)> Readings => _readings;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            (long first, long last) = Take(call.Request);
            await using StreamWriter answer = new(call.Response.OutputStream);
            await answer.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $$"""{"accepted":[[{{first}},{{last}}]],"rejected":[],"serverTime":0}"""));
        }
    }

    private (long First, long Last) Take(HttpListenerRequest request)
    {
        string agent = request.Url!.Segments[4].TrimEnd('/');
        using GZipStream gzip = new(request.InputStream, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(gzip);
        List<long> sequences = [];
        foreach (JsonElement series in document.RootElement.GetProperty("series").EnumerateArray())
        {
            string sensor = series.GetProperty("sensor").GetString()!;
            foreach (JsonElement reading in series.GetProperty("readings").EnumerateArray())
            {
                sequences.Add(reading[0].GetInt64());
                _readings.Add((agent, sensor, reading[1].GetInt64(), reading[2].GetInt32()));
            }
        }

        return (sequences.Min(), sequences.Max());
    }
}
