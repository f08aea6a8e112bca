namespace ColdChain.Testing;

/// <summary>A program that a fault test kills and starts again, always in the same way.</summary>
public sealed class RestartableProgram(string executable, IReadOnlyList<string> arguments, string workingDirectory)
    : IAsyncDisposable
{
    private readonly List<long> _kills = [];
    private readonly List<string> _linesOfTheDead = [];

    public ProgramUnderTest? Current { get; private set; }

    /// <summary>When it was killed, in Unix milliseconds, just before the signal was sent.</summary>
    public IReadOnlyList<long> KilledAt => _kills;

    /// <summary>Everything that it wrote in all its lives.</summary>
    public IReadOnlyList<string> Lines => [.. _linesOfTheDead, .. Current?.Lines ?? []];

    public void Start() => Current = ProgramUnderTest.Start(executable, arguments, workingDirectory);

    /// <summary>kill -9. A program that has already ended by itself is a bug that no kill may hide.</summary>
    /// <exception cref="InvalidOperationException">It was not running; the message ends with what it wrote.</exception>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (Current?.IsRunning is not true)
        {
            throw new InvalidOperationException(
                $"{executable} had ended by itself before it was killed. It wrote:\n{Current?.Tail(60)}");
        }

        _kills.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await Current.KillAsync(cancellationToken);
        _linesOfTheDead.AddRange(Current.Lines);
        await Current.DisposeAsync();
        Current = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Current is not null)
        {
            await Current.DisposeAsync();
        }
    }
}
