using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Retrying;
using ColdChain.Agent.Tests.Buffer;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Intake;

/// <summary>A disk that cannot be written, and a server that can be reached (docs/decisions/0008-a-buffer-that-cannot-be-written.md).</summary>
public sealed class DetourTests : IAsyncDisposable
{
    private readonly ScriptedSource _source = new("probe");
    private readonly ScriptedBuffer _buffer = new() { Fault = JournalFault.Unwritable };
    private readonly CollectingLog<DetourTests> _log = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _acknowledged;

    public DetourTests() => _running = new ReadingIntake(_buffer, TimeProvider.System, new RetryOptions(), _log)
        .RunAsync([_source], _stopping.Token);

    [Fact]
    public async Task What_the_disk_refuses_is_shown_from_memory_and_not_acknowledged()
    {
        _source.Yield(Message(1, 4000));
        JournalEntry.Measured shown = await ShownAsync(4000);
        Assert.Equal(Some.Reading(4000).Value, shown.Reading.Value);
        Assert.Equal(0, _acknowledged);
    }

    [Fact]
    public async Task It_is_acknowledged_when_the_server_has_it_on_its_disk()
    {
        _source.Yield(Message(1, 4000));
        Deliver(await ShownAsync(4000));
        await UntilAsync(() => _acknowledged == 1);
        _source.Yield(Message(2, 4100));
        Deliver(await ShownAsync(4100));
        await UntilAsync(() => _acknowledged == 2);
        Assert.Empty(_buffer.Stored);
    }

    [Fact]
    public async Task Only_what_the_server_took_is_acknowledged_the_rest_waits_for_a_disk()
    {
        _source.Yield(Message(1, 4000, 4001));
        Deliver(await ShownAsync(4000));
        _buffer.Fault = null;
        await UntilAsync(() => _acknowledged == 1);
        Assert.Equal(2, _buffer.Stored.OfType<Observation.Measured>().Single().Readings.Count);
        Assert.Empty(_buffer.Detour.Newest(10));
    }

    [Fact]
    public async Task A_failing_buffer_is_told_at_once_from_memory_and_its_end_from_the_disk()
    {
        _source.Yield(Message(1, 4000));
        JournalEntry.Measured reading = await ShownAsync(4000);
        WireEvent failing = _buffer.Detour.Newest(10).OfType<JournalEntry.Happened>().Single().What;
        Assert.Equal(WireEventKinds.BufferFailing, failing.Kind);
        Assert.StartsWith("Unwritable: ", failing.Detail, StringComparison.Ordinal);
        Deliver(reading);
        await UntilAsync(() => _acknowledged == 1);
        _buffer.Fault = null;
        _source.Yield(Message(2, 4100));
        await UntilAsync(() => _acknowledged == 2);
        WireEvent over = _buffer.Stored.OfType<Observation.Happened>().Single().What;
        Assert.Equal(WireEventKinds.BufferFull, over.Kind);
        Assert.Contains("1 messages were acknowledged after the server took them", over.Detail, StringComparison.Ordinal);
        Assert.True(_log.Has("Nothing is acknowledged") && _log.Has("1 messages went to the server from memory"));
    }

    [Fact]
    public async Task A_message_that_went_by_memory_and_is_repeated_counts_once()
    {
        _source.Yield(Message(7, 4000));
        Deliver(await ShownAsync(4000));
        await UntilAsync(() => _acknowledged == 1);
        _source.Yield(Message(7, 4000, isRedelivery: true));
        await UntilAsync(() => _acknowledged == 2);
        Assert.Empty(_buffer.Detour.Newest(10).OfType<JournalEntry.Measured>());
    }

    [Fact]
    public async Task Acknowledgements_of_one_source_keep_their_order()
    {
        _source.Yield(Message(1, 4000));
        await ShownAsync(4000);
        _source.Yield(Message(2, 4100));
        _source.Yield(Message(3, 4200));
        Deliver(await ShownAsync(4000));
        await UntilAsync(() => _acknowledged == 1);
        Deliver(await ShownAsync(4200));
        Assert.Equal(1, _acknowledged);
        Deliver(await ShownAsync(4100));
        await UntilAsync(() => _acknowledged == 3);
    }

    [Fact]
    public async Task What_came_by_memory_is_known_again_after_the_disk_has_healed()
    {
        await using OpenJournal journal = new();
        Parcel parcel = journal.Buffer.Detour.Offer(Some.Measured(Some.Message(7, "aa"), 4000));
        journal.Buffer.Detour.Remove([new SequenceRange(0, long.MaxValue)]);
        Assert.True(parcel.IsDelivered);
        await journal.AppendAsync(Some.Measured(5000));
        await journal.ReopenAsync();
        AppendOutcome again = await journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal(1, again.Redelivered);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
        _stopping.Dispose();
    }

    private static Task UntilAsync(Func<bool> condition) =>
        Eventually.HoldsAsync(condition, "the intake has come this far", TestContext.Current.CancellationToken);

    private async Task<JournalEntry.Measured> ShownAsync(int value)
    {
        JournalEntry.Measured? Find() => _buffer.Detour.Newest(100).OfType<JournalEntry.Measured>()
            .FirstOrDefault(entry => entry.Reading.Value.MilliCelsius == value);
        await UntilAsync(() => Find() is not null);
        return Find()!;
    }

    private void Deliver(JournalEntry entry) => _buffer.Detour.Remove([new SequenceRange(entry.Sequence, entry.Sequence)]);

    private Observation.Measured Message(ushort packet, params int[] values) => Message(packet, values[0], isRedelivery: false, values[1..]);

    private Observation.Measured Message(ushort packet, int value, bool isRedelivery, params int[] more) =>
        Some.Measured(Some.Message(packet, $"{value}", isRedelivery), [value, .. more]) with
        {
            Acknowledge = _ =>
            {
                Interlocked.Increment(ref _acknowledged);
                return ValueTask.CompletedTask;
            },
        };
}
