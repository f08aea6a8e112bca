using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Retrying;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Intake;

public sealed class ReadingIntakeTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedBuffer _buffer = new();
    private readonly ScriptedSource _one = new("bus-1");
    private readonly ScriptedSource _other = new("mqtt");
    private readonly CollectingLog<ReadingIntake> _log = new();
    private readonly CollectingWatcher _watcher = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _acknowledged;

    public ReadingIntakeTests() =>
        _running = new ReadingIntake(_buffer, _clock, new RetryOptions(), _log) { Watchers = [_watcher] }
            .RunAsync([_one, _other], _stopping.Token);

    [Fact]
    public async Task Nobody_is_told_before_the_disk_has_it()
    {
        TaskCompletionSource disk = new();
        _buffer.Disk = disk.Task;
        _one.Yield(Message(1));
        await UntilAsync(() => _buffer.Attempts == 1);
        Assert.Equal(0, _acknowledged);
        disk.SetResult();
        await UntilAsync(() => _acknowledged == 1);
    }

    [Fact]
    public async Task A_watcher_sees_what_is_on_the_disk_and_nothing_else()
    {
        TaskCompletionSource disk = new();
        _buffer.Disk = disk.Task;
        _one.Yield(Message(1));
        await UntilAsync(() => _buffer.Attempts == 1);
        Assert.Equal(0, _watcher.Seen);
        disk.SetResult();
        await UntilAsync(() => _acknowledged == 1);
        Assert.Equal(1, _watcher.Seen);
    }

    [Fact]
    public async Task What_comes_while_the_disk_is_busy_is_one_group()
    {
        TaskCompletionSource disk = new();
        _buffer.Disk = disk.Task;
        _one.Yield(Message(0));
        await UntilAsync(() => _buffer.Attempts == 1);
        for (int value = 1; value <= 50; value++)
        {
            (value % 2 == 0 ? _one : _other).Yield(Message(value));
        }

        await UntilAsync(() => _one.Waiting + _other.Waiting == 0);
        disk.SetResult();
        await UntilAsync(() => _acknowledged == 51);
        Assert.InRange(_buffer.Groups.Count, 2, 4);
    }

    [Fact]
    public async Task A_source_that_crashes_is_told_started_again_and_harms_no_other()
    {
        _one.Crash();
        _other.Yield(Message(7));
        await UntilAsync(() => _acknowledged == 1 && Events(WireEventKinds.SourceFault).Count == 1);
        Assert.Contains("bus-1: a bug in this source", Events(WireEventKinds.SourceFault)[0].Detail, StringComparison.Ordinal);

        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _one.Yield(Message(8));
        await UntilAsync(() => _acknowledged == 2);
        Assert.Equal(2, _one.Starts);
        Assert.Single(Events(WireEventKinds.SourceBack));
    }

    [Fact]
    public async Task A_fault_is_told_to_the_person_in_front_of_the_machine_too()
    {
        _one.Yield(Some.Event(WireEventKinds.SensorFault));
        _one.Yield(Message(1) with { Events = [Some.Event(WireEventKinds.SensorBack).What] });
        await UntilAsync(() => _acknowledged == 1);
        Assert.True(_log.Has($"Warning: sensor-fault {Some.Sensor}: why"));
        Assert.True(_log.Has($"Information: sensor-back {Some.Sensor}: why"));
    }

    [Fact]
    public async Task A_source_that_crashes_at_every_start_says_so_once()
    {
        for (int crash = 0; crash < 5; crash++)
        {
            _one.Crash();
        }

        await UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            return _one.Starts == 6;
        });
        Assert.Single(Events(WireEventKinds.SourceFault));
    }

    [Fact]
    public async Task While_the_disk_is_full_nobody_is_told_and_nothing_is_lost()
    {
        _buffer.Fault = JournalFault.DiskFull;
        _one.Yield(Message(1));
        await UntilAsync(() => _buffer.Attempts >= 1);
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(0, _acknowledged);
        Assert.True(_log.Has("the disk is full"));

        _buffer.Fault = null;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => _acknowledged == 1);
        Assert.Single(_buffer.Stored.OfType<Observation.Measured>());
        Assert.Contains("DiskFull", Assert.Single(Events(WireEventKinds.BufferFull)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_does_not_take_its_acknowledgement_holds_up_the_others_for_seconds_at_most()
    {
        _one.Yield(Message(1) with { Acknowledge = async _ => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stopping.Token) });
        await UntilAsync(() => _buffer.Stored.Count == 1);
        _other.Yield(Message(2));
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _acknowledged == 1);
    }

    [Fact]
    public async Task A_sender_that_is_gone_costs_a_line_in_the_log()
    {
        _one.Yield(Message(1) with { Acknowledge = _ => throw new IOException("broken pipe") });
        _other.Yield(Message(2));
        await UntilAsync(() => _acknowledged == 1 && _log.Has("broken pipe"));
    }

    [Fact]
    public async Task What_was_taken_in_before_the_end_is_stored_and_acknowledged()
    {
        TaskCompletionSource disk = new();
        _buffer.Disk = disk.Task;
        for (int value = 0; value < 20; value++)
        {
            _one.Yield(Message(value));
        }

        await UntilAsync(() => _one.Waiting == 0 && _buffer.Attempts == 1);
        await _stopping.CancelAsync();
        disk.SetResult();
        await _running.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(20, _acknowledged);
        Assert.Equal(20, _buffer.Stored.Count);
    }

    [Fact]
    public async Task An_agent_that_is_stopped_on_a_full_disk_acknowledges_nothing()
    {
        _buffer.Fault = JournalFault.DiskFull;
        _one.Yield(Message(1));
        await UntilAsync(() => _buffer.Attempts >= 1);
        await _stopping.CancelAsync();
        await _running.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _acknowledged);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
        _stopping.Dispose();
    }

    private static Task UntilAsync(Func<bool> condition) =>
        Eventually.HoldsAsync(condition, "the intake has come this far", TestContext.Current.CancellationToken);

    private Observation.Measured Message(int value) => Some.Measured(value) with
    {
        Acknowledge = _ =>
        {
            Interlocked.Increment(ref _acknowledged);
            return ValueTask.CompletedTask;
        },
    };

    private List<WireEvent> Events(string kind) =>
        [.. _buffer.Stored.OfType<Observation.Happened>().Select(happened => happened.What).Where(what => what.Kind == kind)];
}
