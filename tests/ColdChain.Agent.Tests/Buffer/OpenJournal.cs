using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>A journal in a directory of the test's own, which can be closed and opened again as after a restart.</summary>
internal sealed class OpenJournal : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly long? _largestBytes;

    public OpenJournal(long? largestBytes = null)
    {
        _largestBytes = largestBytes;
        Buffer = Open();
    }

    public ManualClock Clock { get; } = new();

    public string FilePath => _directory.Path(SqliteReadingBuffer.FileName);

    public string Folder => _directory.FullPath;

    public SqliteReadingBuffer Buffer { get; private set; }

    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await Buffer.DisposeAsync();
        meanwhile?.Invoke();
        Buffer = Open();
    }

    public async Task<AppendOutcome> AppendAsync(params Observation[] group) =>
        await Buffer.AppendAsync(group, TestContext.Current.CancellationToken);

    public async Task<JournalPage> PeekAsync(ForwardLane lane, int most = 1000) =>
        await Buffer.PeekAsync(lane, most, TestContext.Current.CancellationToken);

    /// <summary>All temperatures that wait, oldest first, whichever lane they are in.</summary>
    public async Task<IReadOnlyList<int>> WaitingAsync()
    {
        JournalPage backlog = await PeekAsync(ForwardLane.Backlog, 100_000);
        JournalPage live = await PeekAsync(ForwardLane.Live, 100_000);
        return [.. backlog.Entries.Concat(live.Entries).OfType<JournalEntry.Measured>()
            .OrderBy(entry => entry.Sequence).Select(entry => entry.Reading.Value.MilliCelsius)];
    }

    public async Task RemoveAsync(params SequenceRange[] ranges) =>
        await Buffer.RemoveAsync(Buffer.Journal, ranges, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Buffer.DisposeAsync();
        _directory.Dispose();
    }

    private SqliteReadingBuffer Open() => new(
        new BufferOptions
        {
            Directory = _directory.FullPath,
            LargestBytes = _largestBytes ?? BufferOptions.DefaultLargestBytes,
        },
        Clock,
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
}
