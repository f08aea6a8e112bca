using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ColdChain.Testing;

/// <summary>A real influxd (1.x) on loopback ports of its own, with its files in a folder of its own.</summary>
/// <remarks>
/// As shipped it acknowledges a write after its log is fsynced (<c>wal-fsync-delay = "0s"</c>): nothing acknowledged was lost in
/// any kill -9 that was tried. It is told to report nowhere and to write no log of queries.
/// </remarks>
public sealed class InfluxServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/influxd", "/usr/local/bin/influxd", "/usr/sbin/influxd"];
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _configuration;
    private ProgramUnderTest? _program;

    private InfluxServer(int port, int backupPort, string? folder, bool withLogIn)
    {
        Port = port;
        string files = folder ?? _directory.FullPath;
        _configuration = _directory.Path("influxdb.conf");
        File.WriteAllText(_configuration, string.Create(CultureInfo.InvariantCulture, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{backupPort}"
            [meta]
              dir = "{files}/meta"
            [data]
              dir = "{files}/data"
              wal-dir = "{files}/wal"
              query-log-enabled = false
            [http]
              bind-address = "127.0.0.1:{port}"
              log-enabled = false
              auth-enabled = {(withLogIn ? "true" : "false")}
            [monitor]
              store-enabled = false
            """) + "\n");
    }

    /// <summary>Where it is installed, or null. A test that needs it skips by name when it is not.</summary>
    public static string? Executable { get; } = Places.FirstOrDefault(File.Exists);

    /// <summary>What to say when the test is skipped.</summary>
    public static string MissingReason => "influxd is not installed (Debian: apt-get install influxdb)";

    public int Port { get; }

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    public bool IsRunning => _program?.IsRunning is true;

    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="folder">Where its databases go; its own temporary folder by default.</param>
    /// <param name="withLogIn">It then asks for user and password; the first user is made with CREATE USER.</param>
    public static async Task<InfluxServer> StartAsync(
        CancellationToken cancellationToken, string? folder = null, bool withLogIn = false)
    {
        InfluxServer server = new(FreePort.Next(), FreePort.Next(), folder, withLogIn);
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    /// <summary>On the same ports and with what it had stored.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _program = ProgramUnderTest.Start(
            Executable ?? throw new InvalidOperationException(MissingReason), ["-config", _configuration]);
        await Eventually.HoldsAsync(CanConnectAsync, $"influxd listens on {Port}", StartBound, cancellationToken);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_program is not null)
        {
            await _program.KillAsync(cancellationToken);
            await _program.DisposeAsync();
            _program = null;
        }
    }

    /// <summary>SIGSTOP: it takes connections and answers nothing.</summary>
    public void Freeze() => _program?.Freeze();

    /// <summary>SIGCONT after <see cref="Freeze"/>.</summary>
    public void Thaw() => _program?.Thaw();

    /// <summary>Any statement of InfluxQL, as an administrator would type it; the answer as it came.</summary>
    public async Task<string> AskAsync(string statement, string? database, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        using FormUrlEncodedContent question = new([KeyValuePair.Create("q", statement)]);
        using HttpResponseMessage answer = await http.PostAsync(
            new Uri(Url, $"query?epoch=ms&db={database}"), question, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task<bool> CanConnectAsync()
    {
        if (_program?.IsRunning is not true)
        {
            throw new InvalidOperationException($"influxd did not start:\n{_program?.Tail(20)}");
        }

        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
