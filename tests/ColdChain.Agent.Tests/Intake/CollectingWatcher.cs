using ColdChain.Agent.Intake;

namespace ColdChain.Agent.Tests.Intake;

internal sealed class CollectingWatcher : IStoredWatcher
{
    private int _seen;

    public int Seen => Volatile.Read(ref _seen);

    public void Stored(IReadOnlyList<Observation> group) => Interlocked.Add(ref _seen, group.Count);
}
