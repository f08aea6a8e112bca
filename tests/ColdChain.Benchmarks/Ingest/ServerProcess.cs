using System.Globalization;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>The real server as a process of its own over a fresh folder, set up with a county.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _folder;
    private readonly ProgramUnderTest _program;

    private ServerProcess(TemporaryDirectory folder, ProgramUnderTest program, int port) =>
        (_folder, _program, Port) = (folder, program, port);

    public int Port { get; }

    public int ProcessId => _program.ProcessId;

    /// <summary>Where its files are.</summary>
    public string Folder => _folder.FullPath;

    public static async Task<ServerProcess> StartAsync(BenchmarkCounty county, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(county);
        TemporaryDirectory folder = new();
        string file = folder.Path("county.json");
        await File.WriteAllTextAsync(file, county.SetUpJson(), cancellationToken);
        string data = folder.Path("server");
        await using (ProgramUnderTest setUp = Run("set-up", "--data", data, "--file", file))
        {
            if (await setUp.WaitForExitAsync(StartBound, cancellationToken) != 0)
            {
                throw new InvalidOperationException(setUp.Tail(20));
            }
        }

        int port = FreePort.Next();
        ProgramUnderTest program = Run("run", "--data", data, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await program.WaitForLineAsync("Now listening", StartBound, cancellationToken);
        return new ServerProcess(folder, program, port);
    }

    public Task KillAsync(CancellationToken cancellationToken) => _program.KillAsync(cancellationToken);

    /// <summary>Processor time it has used.</summary>
    public TimeSpan Used()
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(ProcessId);
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    private static ProgramUnderTest Run(params string[] arguments) =>
        ProgramUnderTest.Start(Path.Combine(AppContext.BaseDirectory, "coldchain-server"), arguments);
}
