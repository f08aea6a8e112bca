using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ColdChain.Testing;

/// <summary>
/// A real mosquitto on a loopback port, in the setting in which it keeps what it has acknowledged.
/// </summary>
/// <remarks>
/// As shipped, mosquitto loses acknowledged QoS 1 messages at kill -9: it writes its store every 30 minutes. With
/// <c>persistence true</c>, <c>autosave_interval 1</c> and <c>autosave_on_changes true</c> the store is written at every
/// change (measured: no loss, at a few hundred messages a second), and <c>max_queued_messages 0</c> lifts the limit of
/// 1000 beyond which it drops. docs/protocols/mqtt.md tells operators the same.
/// </remarks>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _configuration;
    private ProgramUnderTest? _program;

    private MosquittoBroker(int port, string extraConfiguration)
    {
        Port = port;
        _configuration = _directory.Path("mosquitto.conf");
        File.WriteAllText(_configuration, string.Create(CultureInfo.InvariantCulture, $"""
            listener {port} 127.0.0.1
            allow_anonymous {(extraConfiguration.Contains("password_file", StringComparison.Ordinal) ? "false" : "true")}
            user {Environment.UserName}
            persistence true
            persistence_location {_directory.FullPath}/
            autosave_interval 1
            autosave_on_changes true
            max_queued_messages 0
            log_dest stderr
            connection_messages true
            {extraConfiguration}
            """) + "\n");
    }

    /// <summary>Where the broker is installed, or null. A test that needs it skips by name when it is not.</summary>
    public static string? Executable { get; } = Places.FirstOrDefault(File.Exists);

    /// <summary>What to say when the test is skipped.</summary>
    public static string MissingReason => "mosquitto is not installed (Debian: apt-get install mosquitto)";

    public int Port { get; }

    public bool IsRunning => _program?.IsRunning is true;

    public IReadOnlyList<string> Lines => _program?.Lines ?? [];

    /// <param name="extraConfiguration">Further lines, e.g. a password_file (which switches anonymous access off).</param>
    public static async Task<MosquittoBroker> StartAsync(
        CancellationToken cancellationToken, string extraConfiguration = "")
    {
        MosquittoBroker broker = new(FreePort.Next(), extraConfiguration);
        await broker.StartAgainAsync(cancellationToken);
        return broker;
    }

    /// <summary>On the same port and with what it had stored.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _program = ProgramUnderTest.Start(
            Executable ?? throw new InvalidOperationException(MissingReason), ["-c", _configuration, "-v"]);
        await Eventually.HoldsAsync(CanConnectAsync, $"mosquitto listens on {Port}", StartBound, cancellationToken);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_program is not null)
        {
            await _program.KillAsync(cancellationToken);
            await _program.DisposeAsync();
            _program = null;
        }
    }

    /// <summary>Ends in good order (SIGTERM), as an upgrade of the package does.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_program is not null)
        {
            _program.AskToEnd();
            await _program.WaitForExitAsync(StartBound, cancellationToken);
            await _program.DisposeAsync();
            _program = null;
        }
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
            throw new InvalidOperationException($"mosquitto did not start:\n{_program?.Tail(20)}");
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
