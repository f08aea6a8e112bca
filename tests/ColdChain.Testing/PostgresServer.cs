using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ColdChain.Testing;

/// <summary>A real PostgreSQL on a loopback port of its own, with its files in a folder of its own, as it is shipped (fsync on).</summary>
/// <remarks>It refuses to run as root: then it runs as the user that Debian's package makes for it.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "coldchain";

    public const string Password = "a-password-of-the-tests";

    private const string PackagesUser = "postgres";

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _files;
    private ProgramUnderTest? _program;

    private PostgresServer(int port)
    {
        Port = port;
        _files = _directory.Path("files");
    }

    /// <summary>The folder of its programs, or null. A test that needs it skips by name when it is not there.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault()
        : null;

    /// <summary>What to say when the test is skipped.</summary>
    public static string MissingReason => "PostgreSQL is not installed (Debian: apt-get install postgresql)";

    public int Port { get; }

    private static bool IsRoot => Environment.UserName == "root";

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        PostgresServer server = new(FreePort.Next());
        await server.MakeFilesAsync(cancellationToken);
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    /// <summary>What Npgsql connects with, without the password.</summary>
    public string ConnectionTo(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={User}");

    /// <summary>On the same port and with what it had stored.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _program = ProgramUnderTest.Start(
            IsRoot ? "setpriv" : Program("postgres"),
            AsItsUser(
            [
                Program("postgres"), "-D", _files, "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture),
                "-c", "max_connections=400", "-c", "unix_socket_directories=",
            ]));
        await Eventually.HoldsAsync(CanConnectAsync, $"postgres listens on {Port}", StartBound, cancellationToken);
    }

    /// <summary>kill -9 of the postmaster; its children notice and end.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_program is not null)
        {
            await _program.KillAsync(cancellationToken);
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

    private static string Program(string name) => Path.Combine(Programs ?? throw new InvalidOperationException(MissingReason), name);

    private static string[] AsItsUser(string[] command) => IsRoot
        ? ["--reuid", PackagesUser, "--regid", PackagesUser, "--clear-groups", .. command]
        : command[1..];

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        await using ProgramUnderTest run = ProgramUnderTest.Start(program, arguments);
        if (await run.WaitForExitAsync(StartBound, cancellationToken) != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} did not succeed:\n{run.Tail(20)}");
        }
    }

    private async Task MakeFilesAsync(CancellationToken cancellationToken)
    {
        string password = _directory.Path("password");
        await File.WriteAllTextAsync(password, Password, cancellationToken);
        Directory.CreateDirectory(_files);
        if (IsRoot)
        {
            await RunAsync("chown", ["-R", PackagesUser, _directory.FullPath], cancellationToken);
        }

        await RunAsync(
            IsRoot ? "setpriv" : Program("initdb"),
            AsItsUser(
            [
                Program("initdb"), "-D", _files, "-U", User, "--pwfile", password,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8",
            ]),
            cancellationToken);
    }

    private async Task<bool> CanConnectAsync()
    {
        if (_program?.IsRunning is not true)
        {
            throw new InvalidOperationException($"postgres did not start:\n{_program?.Tail(20)}");
        }

        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
        }
        catch (SocketException)
        {
            return false;
        }

        return _program.Lines.Any(line => line.Contains("ready to accept connections", StringComparison.Ordinal));
    }
}
