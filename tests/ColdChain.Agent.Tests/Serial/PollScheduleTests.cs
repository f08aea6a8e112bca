using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

public sealed class PollScheduleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualClock _clock = new();

    [Fact]
    public void Everything_is_due_at_the_start_and_then_each_at_its_own_pace()
    {
        PollSchedule schedule = Of(Minute, TimeSpan.FromSeconds(20));
        Assert.Equal([0, 1], schedule.TakeDue());
        Assert.Equal(["20:1", "40:1", "60:0+1", "80:1"], Beats(schedule, 4));
    }

    [Fact]
    public void A_thousand_rounds_of_uneven_length_do_not_drift()
    {
        PollSchedule schedule = Of(Minute);
        DateTimeOffset start = _clock.GetUtcNow();
        Random random = new(7);
        for (int round = 0; round < 1000; round++)
        {
            _clock.Advance(schedule.UntilNext());
            Assert.Equal(start + (round * Minute), _clock.GetUtcNow());
            Assert.Equal([0], schedule.TakeDue());
            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 59_000)));
        }
    }

    [Fact]
    public void Beats_that_were_missed_are_skipped()
    {
        PollSchedule schedule = Of(Minute);
        schedule.TakeDue();
        _clock.Advance(5.5 * Minute);
        Assert.Equal([0], schedule.TakeDue());
        Assert.Equal(0.5 * Minute, schedule.UntilNext());
    }

    [Fact]
    public void A_silent_slave_is_asked_less_and_less_often_but_at_least_every_five_minutes()
    {
        PollSchedule schedule = Of(Minute);
        List<double> asked = [];
        for (int time = 0; time < 8; time++)
        {
            _clock.Advance(schedule.UntilNext());
            schedule.TakeDue();
            schedule.Silent(0);
            asked.Add((_clock.GetUtcNow() - ManualClock.DefaultStart) / Minute);
        }

        Assert.Equal([0, 1, 2, 4, 8, 13, 18, 23], asked);
    }

    [Fact]
    public void One_answer_puts_a_slave_back_on_its_beat()
    {
        PollSchedule schedule = Of(Minute);
        for (int time = 0; time < 5; time++)
        {
            _clock.Advance(schedule.UntilNext());
            schedule.TakeDue();
            schedule.Silent(0);
        }

        _clock.Advance(schedule.UntilNext());
        schedule.TakeDue();
        schedule.Heard(0);
        Assert.Equal(Minute, schedule.UntilNext());
    }

    [Fact]
    public void A_slave_that_was_silent_gets_one_attempt()
    {
        PollSchedule schedule = Of(Minute);
        Assert.Equal(2, schedule.RetriesFor(0));
        schedule.Silent(0);
        Assert.Equal(0, schedule.RetriesFor(0));
        schedule.Heard(0);
        Assert.Equal(2, schedule.RetriesFor(0));
    }

    [Fact]
    public void A_question_that_was_put_off_keeps_its_beats()
    {
        PollSchedule schedule = Of(Minute);
        schedule.TakeDue();
        schedule.Defer(0, 3 * Second);
        Assert.Equal(["3:0", "60:0", "120:0"], Beats(schedule, 3));
    }

    [Fact]
    public void A_slave_asked_once_an_hour_is_not_asked_more_often_for_being_silent()
    {
        PollSchedule schedule = Of(TimeSpan.FromHours(1));
        for (int time = 0; time < 5; time++)
        {
            _clock.Advance(schedule.UntilNext());
            schedule.TakeDue();
            schedule.Silent(0);
            Assert.Equal(TimeSpan.FromHours(1), schedule.UntilNext());
        }
    }

    private string[] Beats(PollSchedule schedule, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            _clock.Advance(schedule.UntilNext());
            return $"{(_clock.GetUtcNow() - ManualClock.DefaultStart).TotalSeconds}:{string.Join('+', schedule.TakeDue())}";
        }),
    ];

    private PollSchedule Of(params TimeSpan[] periods) => new(
        [.. periods.Select(period => new BusQuestion(new ModbusRequest(1, 3, 0, 1), [], period, Second, 2))], _clock);
}
