using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Tests.Intake;

/// <summary>A buffer whose disk fails, or takes its time, when the test says so.</summary>
internal sealed class ScriptedBuffer : IReadingBuffer
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<Observation>> _groups = [];

    public volatile Task Disk = Task.CompletedTask;

    public JournalFault? Fault { get; set; }

    public Exception? CountFault { get; set; }

    /// <summary>What a count waits for.</summary>
    public Task Counting { get; set; } = Task.CompletedTask;

    public int Attempts { get; private set; }

    public JournalId Journal { get; } = JournalId.FromGuid(Guid.NewGuid());

    public JournalBell Bell { get; } = new();

    public Detour Detour { get; } = new();

    public IReadOnlyList<IReadOnlyList<Observation>> Groups
    {
        get
        {
            lock (_lock)
            {
                return [.. _groups];
            }
        }
    }

    public IReadOnlyList<Observation> Stored => [.. Groups.SelectMany(group => group)];

    public async ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<Observation> group, CancellationToken cancellationToken)
    {
        Attempts++;
        await Disk;
        if (Fault is { } fault)
        {
            throw new JournalFaultException(fault, "Writing", "journal.db", cause: null);
        }

        lock (_lock)
        {
            _groups.Add(group);
        }

        return new AppendOutcome(group.Count, 0);
    }

    public ValueTask<JournalPage> PeekAsync(ForwardLane lane, int most, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask RemoveAsync(
        JournalId journal, IReadOnlyList<SequenceRange> accepted, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetAsideAsync(JournalId journal, long sequence, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        await Counting;
        return CountFault is { } fault ? throw fault : Stored.Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
