using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Tests.Files;

/// <summary>A buffer that takes so many groups and then none, as when the machine dies.</summary>
internal sealed class BrokenOffBuffer(IReadingBuffer inner, int after) : IReadingBuffer, IDisposable
{
    private readonly SemaphoreSlim _brokeOff = new(0);
    private int _left = after;

    public Task BrokeOff => _brokeOff.WaitAsync(TestContext.Current.CancellationToken);

    public JournalId Journal => inner.Journal;

    public JournalBell Bell => inner.Bell;

    public Detour Detour => inner.Detour;

    public async ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<Observation> group, CancellationToken cancellationToken)
    {
        if (--_left >= 0)
        {
            return await inner.AppendAsync(group, cancellationToken);
        }

        _brokeOff.Release();
        throw new JournalFaultException(JournalFault.Unwritable, "Writing", "journal.db", cause: null);
    }

    public ValueTask<JournalPage> PeekAsync(ForwardLane lane, int most, CancellationToken cancellationToken) => inner.PeekAsync(lane, most, cancellationToken);

    public ValueTask RemoveAsync(JournalId journal, IReadOnlyList<SequenceRange> accepted, CancellationToken cancellationToken) =>
        inner.RemoveAsync(journal, accepted, cancellationToken);

    public ValueTask SetAsideAsync(JournalId journal, long sequence, string reason, CancellationToken cancellationToken) =>
        inner.SetAsideAsync(journal, sequence, reason, cancellationToken);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    public void Dispose() => _brokeOff.Dispose();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
