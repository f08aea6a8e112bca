using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ColdChain.Agent.Intake;

namespace ColdChain.Agent.Tests.Intake;

/// <summary>A source that yields what the test says, and crashes when the test says so.</summary>
internal sealed class ScriptedSource(string name) : ISensorSource
{
    private readonly Channel<Observation?> _script = Channel.CreateBounded<Observation?>(5000);

    public string Name => name;

    public int Starts { get; private set; }

    public int Waiting => _script.Reader.Count;

    public void Yield(Observation seen) => Assert.True(_script.Writer.TryWrite(seen));

    public void Crash() => Assert.True(_script.Writer.TryWrite(null));

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Starts++;
        await foreach (Observation? seen in _script.Reader.ReadAllAsync(cancellationToken))
        {
            yield return seen ?? throw new InvalidOperationException("a bug in this source");
        }
    }
}
