using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A real mosquitto on a free port of this machine, with a directory of its own.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private const string Broker = "/usr/sbin/mosquitto";
    private const string Passwords = "/usr/bin/mosquitto_passwd";
    private const string Publisher = "/usr/bin/mosquitto_pub";

    private readonly TemporaryDirectory _directory = new();
    private ProgramUnderTest? _process;

    public int Port { get; } = FreePort.Next();

    /// <summary>Skips the test where mosquitto is not installed.</summary>
    public static void IsNeeded() => Assert.SkipUnless(
        File.Exists(Broker) && File.Exists(Publisher) && File.Exists(Passwords),
        "mosquitto and mosquitto-clients are not installed (apt-get install mosquitto mosquitto-clients)");

    /// <param name="lines">Lines of mosquitto.conf besides the listener; persistence is off unless they say otherwise.</param>
    public static async Task<Mosquitto> StartAsync(params string[] lines)
    {
        IsNeeded();
        Mosquitto mosquitto = new();
        string[] own = [$"listener {mosquitto.Port} 127.0.0.1", "user root", $"persistence_location {mosquitto._directory.FullPath}/"];
        string[] given = lines.Length > 0 ? lines : ["allow_anonymous true"];
        await File.WriteAllLinesAsync(mosquitto._directory.Path("mosquitto.conf"), [.. own, .. given], TestContext.Current.CancellationToken);
        await mosquitto.RestartAsync();
        return mosquitto;
    }

    /// <summary>With one user "agent", password "right".</summary>
    public static async Task<Mosquitto> StartWithPasswordAsync()
    {
        IsNeeded();
        using TemporaryDirectory directory = new();
        string file = directory.Path("passwords");
        using (Process made = Process.Start(Passwords, ["-b", "-c", file, "agent", "right"]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return await StartAsync("allow_anonymous false", $"password_file {file}");
    }

    /// <summary>Also the first start.</summary>
    public async Task RestartAsync()
    {
        _process = ProgramUnderTest.Start(Broker, ["-c", _directory.Path("mosquitto.conf")]);
        await Eventually.HoldsAsync(CanConnect, "mosquitto answers", TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as a service manager restarts it; it saves what it holds.</summary>
    public async Task StopAsync()
    {
        _process!.AskToEnd();
        await _process.WaitForExitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    /// <summary>kill -9: what it holds in memory is gone.</summary>
    public Task KillAsync() => _process!.KillAsync(TestContext.Current.CancellationToken);

    /// <summary>What it has saved is gone too, as on a new card; only while it does not run.</summary>
    public void Forget() => File.Delete(_directory.Path("mosquitto.db"));

    /// <summary>Whether the file that it would start from has this payload in it: some time after its PUBACK.</summary>
    public bool HasSaved(string payload) =>
        File.ReadAllBytes(_directory.Path("mosquitto.db")).AsSpan().IndexOf(Encoding.UTF8.GetBytes(payload)) >= 0;

    public Task PublishAsync(string topic, string payload, params string[] more) => PublishAsync(Port, topic, payload, more);

    /// <summary>mosquitto_pub with QoS 1, to any port; it ends when its message is acknowledged.</summary>
    public static async Task PublishAsync(int port, string topic, string payload, params string[] more)
    {
        IsNeeded();
        string[] arguments =
            ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-t", topic, "-m", payload, .. more];
        await using ProgramUnderTest publisher = ProgramUnderTest.Start(Publisher, arguments);
        int code = await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"mosquitto_pub ended with {code}: {publisher.Tail(5)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _directory.Dispose();
    }

    private bool CanConnect()
    {
        using TcpClient client = new();
        try
        {
            client.Connect("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
