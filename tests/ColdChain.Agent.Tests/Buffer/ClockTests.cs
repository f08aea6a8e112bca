using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>What the journal makes of a clock that is wrong (docs/decisions/0009-clocks-of-a-gateway.md).</summary>
public sealed class ClockTests : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly OpenJournal _journal = new();

    [Fact]
    public async Task A_clock_that_agrees_with_the_server_changes_nothing()
    {
        await MeasureAsync(1);
        Assert.False(await HearAsync(_journal.Clock.GetCurrentInstant() + TimeSpan.FromSeconds(40)));
        await MeasureAsync(2);
        Assert.Equal([(1, Now, ReadingFlags.None), (2, Now, ReadingFlags.None)], await ReadingsAsync());
        Assert.Empty(await EventsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task What_was_timed_by_a_clock_a_day_off_is_corrected_and_marked_before_it_is_sent(int days)
    {
        Instant right = Now;
        _journal.Clock.StepWallClock(Day * days);
        await _journal.ReopenAsync();
        await MeasureAsync(1);
        Assert.True(await HearAsync(right));
        await MeasureAsync(2);
        Assert.Equal([(1, right, ReadingFlags.ClockSuspect), (2, right, ReadingFlags.ClockSuspect)], await ReadingsAsync());
        WireEvent wrong = Assert.Single(await EventsAsync());
        Assert.Equal(WireEventKinds.ClockWrong, wrong.Kind);
        Assert.Contains($"86400.0 s {(days > 0 ? "ahead of" : "behind")}", wrong.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_good_clock_that_is_set_a_day_off_while_the_server_is_known_is_corrected_from_then_on(int days)
    {
        await MeasureAsync(1);
        await HearAsync(Now);
        Instant right = Now;
        _journal.Clock.StepWallClock(Day * days);
        await MeasureAsync(2);
        Assert.Equal([(1, right, ReadingFlags.None), (2, right, ReadingFlags.ClockSuspect)], await ReadingsAsync());
        Assert.Equal([WireEventKinds.ClockStepped], (await EventsAsync()).Select(what => what.Kind));
    }

    [Fact]
    public async Task A_gateway_that_boots_in_1970_has_right_times_once_NTP_and_the_server_were_heard()
    {
        Instant right = Now;
        TimeSpan lost = right - Instant.FromUnixMilliseconds(5_000);
        _journal.Clock.StepWallClock(-lost);
        await _journal.ReopenAsync();
        await MeasureAsync(1);
        _journal.Clock.StepWallClock(lost);
        await MeasureAsync(2);
        Assert.True(await HearAsync(right));
        Assert.Equal([(1, right, ReadingFlags.ClockSuspect), (2, right, ReadingFlags.ClockSuspect)], await ReadingsAsync());
        await MeasureAsync(3);
        Assert.Equal((3, right, ReadingFlags.None), (await ReadingsAsync())[^1]);
        Assert.Equal([WireEventKinds.ClockStepped], (await EventsAsync()).Select(what => what.Kind));
    }

    [Fact]
    public async Task A_clock_behind_what_the_server_once_agreed_with_is_suspect_at_once()
    {
        await HearAsync(Now);
        await MeasureAsync(1);
        await _journal.ReopenAsync(() => _journal.Clock.StepWallClock(-Day));
        await MeasureAsync(2);
        Assert.Equal([ReadingFlags.None, ReadingFlags.ClockSuspect], (await ReadingsAsync()).Select(one => one.Flags));
    }

    [Fact]
    public async Task What_nobody_could_correct_before_the_power_went_is_sent_as_it_is_and_marked()
    {
        _journal.Clock.StepWallClock(Instant.FromUnixMilliseconds(5_000) - Now);
        await _journal.ReopenAsync();
        Instant then = Now;
        await MeasureAsync(1);
        await _journal.ReopenAsync(() => _journal.Clock.StepWallClock(TimeSpan.FromDays(20_000)));
        await HearAsync(Now);
        Assert.Equal([(1, then, ReadingFlags.ClockSuspect)], await ReadingsAsync());
    }

    [Fact]
    public async Task A_correction_is_the_same_after_a_restart()
    {
        Instant right = Now;
        _journal.Clock.StepWallClock(-Day);
        await _journal.ReopenAsync();
        await MeasureAsync(1);
        await HearAsync(right + TimeSpan.FromMilliseconds(123));
        await _journal.ReopenAsync();
        await HearAsync(right + TimeSpan.FromSeconds(7));
        Assert.Equal([(1, right + TimeSpan.FromMilliseconds(123), ReadingFlags.ClockSuspect)], await ReadingsAsync());
    }

    [Fact]
    public async Task What_came_before_the_step_and_is_stored_after_it_keeps_the_time_of_before()
    {
        await HearAsync(Now);
        await MeasureAsync(1);
        Observation.Measured waiting = Seen(2);
        Instant before = Now;
        _journal.Clock.Advance(TimeSpan.FromSeconds(3));
        _journal.Clock.StepWallClock(Day);
        await _journal.AppendAsync(waiting, Seen(3));
        Assert.Equal((2, before, ReadingFlags.None), (await ReadingsAsync())[1]);
        Assert.Equal((3, before + TimeSpan.FromSeconds(3), ReadingFlags.ClockSuspect), (await ReadingsAsync())[2]);
    }

    [Fact]
    public async Task The_devices_own_time_is_left_alone()
    {
        Instant right = Now;
        _journal.Clock.StepWallClock(-Day);
        await _journal.ReopenAsync();
        Reading own = Some.Reading(1) with { MeasuredAt = right, Flags = ReadingFlags.DeviceTime };
        await _journal.AppendAsync(Some.Measured(1) with { Readings = [own], ReceivedAt = Now });
        await HearAsync(right);
        Assert.Equal([(1, right, ReadingFlags.DeviceTime)], await ReadingsAsync());
    }

    [Fact]
    public async Task A_clock_that_is_set_right_is_told_and_no_longer_corrected()
    {
        Instant right = Now;
        _journal.Clock.StepWallClock(Day);
        await _journal.ReopenAsync();
        await HearAsync(right);
        await MeasureAsync(1);
        _journal.Clock.StepWallClock(-Day);
        await HearAsync(right);
        await MeasureAsync(2);
        Assert.Equal((2, right, ReadingFlags.None), (await ReadingsAsync())[^1]);
        Assert.Equal(
            [WireEventKinds.ClockRight, WireEventKinds.ClockStepped, WireEventKinds.ClockWrong],
            (await EventsAsync()).Select(what => what.Kind).Order());
    }

    [Fact]
    public async Task Slow_drift_is_followed_without_a_word()
    {
        for (int minute = 0; minute < 600; minute++)
        {
            _journal.Clock.Advance(TimeSpan.FromMinutes(1));
            _journal.Clock.StepWallClock(TimeSpan.FromMilliseconds(30));
            await MeasureAsync(minute);
        }

        Assert.Empty(await EventsAsync());
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private Instant Now => _journal.Clock.GetCurrentInstant();

    private Observation.Measured Seen(int value) => Some.Measured(value) with
    {
        Readings = [Some.Reading(value) with { MeasuredAt = Now }],
        ReceivedAt = Now,
    };

    private async Task MeasureAsync(int value) => await _journal.AppendAsync(Seen(value));

    private async Task<bool> HearAsync(Instant server) =>
        await _journal.Buffer.HearServerAsync(server, TimeSpan.Zero, TestContext.Current.CancellationToken);

    private async Task<List<(int Value, Instant At, ReadingFlags Flags)>> ReadingsAsync() =>
        [.. (await EntriesAsync()).OfType<JournalEntry.Measured>()
            .Select(entry => (entry.Reading.Value.MilliCelsius, entry.Reading.MeasuredAt, entry.Reading.Flags))];

    private async Task<List<WireEvent>> EventsAsync() =>
        [.. (await EntriesAsync()).OfType<JournalEntry.Happened>().Select(entry => entry.What)];

    private async Task<List<JournalEntry>> EntriesAsync() =>
        [.. (await _journal.PeekAsync(ForwardLane.Backlog, 10_000)).Entries
            .Concat((await _journal.PeekAsync(ForwardLane.Live, 10_000)).Entries).OrderBy(entry => entry.Sequence)];
}
