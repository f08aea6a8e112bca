using System.Globalization;
using ColdChain.Testing;

[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Demo.DemoRun))]

namespace EndToEnd.Tests.Demo;

/// <summary>One run of ./run-demo.sh, started by the first test that asks and shared by all of them.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    /// <summary>With a build before it, and on a machine that does other things too.</summary>
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(10);

    private readonly TemporaryDirectory _directory = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private ProgramUnderTest? _program;

    public int Port { get; } = FreePort.Next();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public string BaseUrl => Address.ToString().TrimEnd('/');

    public string DataDirectory => _directory.Path("demo");

    /// <summary>When the demo said that it is live.</summary>
    public DateTimeOffset LiveSince { get; private set; }

    public string Words => _program?.Tail(60) ?? "not started";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Returns when the demo is live; at once when it is already.</summary>
    public async Task IsLiveAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_program is null)
            {
                _program = DemoScript.Start("--port", Port.ToString(CultureInfo.InvariantCulture), "--data", DataDirectory);
                await _program.WaitForLineAsync(DemoScript.LiveLine, StartBound, cancellationToken);
                LiveSince = TimeProvider.System.GetUtcNow();
            }

            Assert.True(_program.IsRunning, $"the demo has ended:\n{Words}");
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Whatever still runs with the demo's directory on its command line.</summary>
    private static IEnumerable<string> ProcessesOf(string directory) =>
        from process in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let words = CommandLineOf(process)
        where words.Contains(directory, StringComparison.Ordinal)
        select words;

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            // It ended while we looked: then it is not left behind.
            return string.Empty;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            if (_program.IsRunning)
            {
                _program.AskToEnd();
                int code = await _program.WaitForExitAsync(TimeSpan.FromSeconds(40), CancellationToken.None);
                Assert.True(code == 0, $"the demo ended with {code}:\n{Words}");
                string[] left = [.. ProcessesOf(DataDirectory)];
                Assert.True(left.Length == 0, $"the demo left processes behind:\n{string.Join('\n', left)}");
            }

            await _program.DisposeAsync();
        }

        _starting.Dispose();
        _directory.Dispose();
    }
}
