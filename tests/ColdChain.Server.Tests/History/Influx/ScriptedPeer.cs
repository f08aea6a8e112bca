using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>Something that listens where InfluxDB should: says what the test wrote down, whatever it is asked.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly string _reply;
    private readonly bool _closes;
    private readonly Task _serving;
    private int _requests;

    /// <param name="reply">The bytes of every answer.</param>
    /// <param name="closes">Whether the connection ends after it; else it stands and nothing more comes.</param>
    public ScriptedPeer(string reply, bool closes = true)
    {
        _reply = reply;
        _closes = closes;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    /// <summary>Proves that the fault met a request.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static string Answer(string firstLine, string body, params string[] headers) =>
        $"HTTP/1.1 {firstLine}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        while (!_ending.IsCancellationRequested)
        {
            open.Add(AnswerAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }

        await Task.WhenAll(open);
    }

    private async Task AnswerAsync(Socket socket)
    {
        using Socket accepted = socket;
        byte[] buffer = new byte[64 * 1024];
        string asked = string.Empty;
        while (!asked.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await accepted.ReceiveAsync(buffer, _ending.Token);
            asked += Encoding.Latin1.GetString(buffer, 0, read);
        }

        Interlocked.Increment(ref _requests);
        await accepted.SendAsync(Encoding.UTF8.GetBytes(_reply), _ending.Token);
        if (!_closes)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
        }

        accepted.Shutdown(SocketShutdown.Send);
        while (await accepted.ReceiveAsync(buffer, _ending.Token) > 0)
        {
            // What is still coming is read, so that the end is no reset.
        }
    }
}
