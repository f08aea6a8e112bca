using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>A real HTTP server in the test's process that answers as the test says.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FakeServer(Action<HttpListenerResponse> answer)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}/base/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = Task.Run(() => ServeAsync(answer));
    }

    public Uri Url { get; }

    public List<(string Path, string Authorization, string Encoding, ReadingBatch Batch)> Requests { get; } = [];

    /// <summary>What each request says of its lane before its body is read; empty where it says nothing.</summary>
    public List<string> Lanes { get; } = [];

    public static Action<HttpListenerResponse> Status(int code, string body = "", params (string Name, string Value)[] headers) =>
        response =>
        {
            response.StatusCode = code;
            foreach ((string name, string value) in headers)
            {
                response.Headers[name] = value;
            }

            response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
            response.Close();
        };

    public void Dispose()
    {
        _listener.Abort();
        _serving.Wait(TimeSpan.FromSeconds(5));
        ((IDisposable)_listener).Dispose();
    }

    private async Task ServeAsync(Action<HttpListenerResponse> answer)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext? call = null;
            if (await Record.ExceptionAsync(async () => call = await _listener.GetContextAsync()) is not null)
            {
                return;
            }

            if (call!.Request.HasEntityBody)
            {
                await KeepAsync(call.Request);
            }

            answer(call.Response);
        }
    }

    private async Task KeepAsync(HttpListenerRequest request)
    {
        using GZipStream body = new(request.InputStream, CompressionMode.Decompress);
        ReadingBatch batch = (await JsonSerializer.DeserializeAsync(body, WireJson.Default.ReadingBatch))!;
        Lanes.Add(request.Headers["ColdChain-Lane"] ?? string.Empty);
        Requests.Add((
            request.Url!.AbsolutePath,
            request.Headers["Authorization"] ?? string.Empty,
            request.Headers["Content-Encoding"] ?? string.Empty,
            batch));
    }
}
