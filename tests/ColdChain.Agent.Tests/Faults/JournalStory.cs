using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>The life of a buffer by a seed: groups come in, pages are shown, the server takes some; and what it was promised.</summary>
/// <remarks>The truth is kept here, outside of the buffer: what was sent, what was acknowledged, what the server took.</remarks>
internal sealed class JournalStory(string folder, int seed, ILogger? log = null) : IAsyncDisposable
{
    private const int FreshReadings = 20;

    private readonly Random _random = new(seed);
    private readonly HashSet<int> _sent = [];
    private readonly HashSet<int> _acknowledged = [];
    private readonly HashSet<int> _taken = [];
    private SqliteReadingBuffer _buffer = Open(folder, log);
    private int _next = 1;

    public SqliteReadingBuffer Buffer => _buffer;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Verbs that failed because of the disk.</summary>
    public int Failed { get; private set; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static SqliteReadingBuffer Open(string folder, ILogger? log = null) =>
        new(new BufferOptions { Directory = folder }, new ManualClock(), log ?? NullLogger.Instance);

    public async Task RunAsync(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            await StepAsync();
        }
    }

    public async Task StepAsync()
    {
        switch (_random.Next(10))
        {
            case < 6:
                await AppendAsync(_random.Next(1, 40));
                break;
            case < 8:
                await DeliverAsync(ForwardLane.Backlog);
                break;
            case 8:
                await DeliverAsync(ForwardLane.Live);
                break;
            default:
                await ReopenAsync();
                break;
        }
    }

    public async Task AppendAsync(int count)
    {
        int[] values = [.. Enumerable.Range(_next, count)];
        _next += count;
        _sent.UnionWith(values);
        if (await SucceedsAsync(async () => await _buffer.AppendAsync([Some.Measured(values)], Token)))
        {
            _acknowledged.UnionWith(values);
        }
    }

    public async Task ReopenAsync()
    {
        await _buffer.DisposeAsync();
        _buffer = Open(folder, log);
    }

    /// <summary>What a copy of the folder, taken now, must hold whatever happens later.</summary>
    public JournalTruth Truth() => new([.. _sent], [.. _acknowledged], [.. _taken]);

    /// <summary>Everything that was promised is there, and the buffer works.</summary>
    public async Task VerifyAsync(string what)
    {
        await Truth().VerifyAsync(_buffer, what);
        await FreshAsync(_buffer, what);
    }

    /// <summary>Liveness: fresh readings come in, are shown and can be taken (Vector's check).</summary>
    public static async Task FreshAsync(SqliteReadingBuffer buffer, string what)
    {
        int[] fresh = [.. Enumerable.Range(50_000_000, FreshReadings)];
        await buffer.AppendAsync([Some.Measured(fresh)], Token);
        JournalPage page = await buffer.PeekAsync(ForwardLane.Live, 1000, Token);
        int[] shown = [.. page.Entries.OfType<JournalEntry.Measured>().Select(entry => entry.Reading.Value.MilliCelsius)];
        Assert.True(!fresh.Except(shown).Any(), $"{what}: fresh readings are not shown");
        await buffer.RemoveAsync(page.Journal, [new SequenceRange(page.Entries[^1].Sequence, page.Entries[0].Sequence)], Token);
        Assert.DoesNotContain((await JournalTruth.ReadAsync(buffer)).Select(reading => reading.Value.MilliCelsius), fresh.Contains);
    }

    public async ValueTask DisposeAsync() => await _buffer.DisposeAsync();

    private async Task DeliverAsync(ForwardLane lane)
    {
        JournalPage? page = null;
        int most = _random.Next(1, 60);
        if (!await SucceedsAsync(async () => page = await _buffer.PeekAsync(lane, most, Token)) || page!.Entries.Count == 0)
        {
            return;
        }

        _taken.UnionWith(page.Entries.OfType<JournalEntry.Measured>().Select(entry => entry.Reading.Value.MilliCelsius));
        SequenceRange[] ranges = [.. page.Entries.Select(entry => new SequenceRange(entry.Sequence, entry.Sequence))];
        await SucceedsAsync(async () => await _buffer.RemoveAsync(page.Journal, ranges, Token));
    }

    private async Task<bool> SucceedsAsync(Func<Task> verb)
    {
        Exception? fault = await Record.ExceptionAsync(verb);
        Failed += fault is null ? 0 : 1;
        Assert.True(fault is null or JournalFaultException, $"a fault of the disk became {fault}");
        return fault is null;
    }
}
