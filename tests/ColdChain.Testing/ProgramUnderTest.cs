using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ColdChain.Testing;

/// <summary>A real process started by a test: its lines are kept, it can be killed, stopped and continued.</summary>
/// <remarks>Whatever happens to the test, disposing kills the process and all its children.</remarks>
public sealed partial class ProgramUnderTest : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;
    private static readonly TimeSpan ExitBound = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan DrainBound = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Lock _linesLock = new();

    private ProgramUnderTest(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Of a process that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote so far, standard output and error in the order of their arrival.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_linesLock)
            {
                return [.. _lines];
            }
        }
    }

    /// <param name="executable">A path, or a name on the PATH.</param>
    /// <param name="arguments">Passed as they are, without a shell.</param>
    /// <param name="workingDirectory">The test's own directory, never the repository's when it writes.</param>
    public static ProgramUnderTest Start(
        string executable, IEnumerable<string> arguments, string? workingDirectory = null)
    {
        ProcessStartInfo how = new(executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? System.IO.Path.GetTempPath(),
        };
        Process process = new() { StartInfo = how };
        ProgramUnderTest program = new(process);
        process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        if (!process.Start())
        {
            throw new InvalidOperationException($"{executable} did not start.");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until a line holds <paramref name="part"/> and gives that line.</summary>
    /// <exception cref="TimeoutException">No such line in time; the message ends with what was written.</exception>
    public async Task<string> WaitForLineAsync(string part, TimeSpan bound, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            bool hadEnded = _process.HasExited;
            if (hadEnded)
            {
                await DrainAsync(cancellationToken);
            }

            if (Lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is string found)
            {
                return found;
            }

            if (hadEnded || Stopwatch.GetElapsedTime(begun) > bound)
            {
                string state = hadEnded ? "ended" : $"ran on for {bound.TotalSeconds:0} s";
                throw new TimeoutException(
                    $"{_process.StartInfo.FileName} {state} without writing \"{part}\". It wrote:\n{Tail(60)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits for its end and gives the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(bound);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{_process.StartInfo.FileName} still ran after {bound.TotalSeconds:0} s. It wrote:\n{Tail(60)}");
        }

        return _process.ExitCode;
    }

    /// <summary>kill -9: no handler runs, nothing is flushed. Returns when the process is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks it to end, as a service manager does (SIGTERM).</summary>
    public void AskToEnd() => Signal(SigTerm);

    /// <summary>SIGSTOP: it stands still, its sockets stay open.</summary>
    public void Freeze() => Signal(SigStop);

    /// <summary>SIGCONT after <see cref="Freeze"/>.</summary>
    public void Thaw() => Signal(SigCont);

    /// <summary>The last lines it wrote, for a message.</summary>
    public string Tail(int lines) => string.Join('\n', Lines.TakeLast(lines));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            using CancellationTokenSource bound = new(ExitBound);
            await _process.WaitForExitAsync(bound.Token);
        }

        _process.Dispose();
    }

    /// <summary>The last lines of a process that has ended may still be on their way through the pipes.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(DrainBound);
        Task drained = _process.WaitForExitAsync(bound.Token);
        await Task.WhenAny(drained);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_linesLock)
            {
                _lines.Add(line);
            }
        }
    }

    private void Signal(int number)
    {
        if (Kill(_process.Id, number) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
