using ColdChain.Agent.Probes.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

public sealed class SteadyBeatTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void The_first_beat_is_now() =>
        Assert.Equal(TimeSpan.Zero, new SteadyBeat(TimeSpan.FromMinutes(1), _clock).UntilNext());

    [Fact]
    public void A_thousand_rounds_of_uneven_length_do_not_drift()
    {
        SteadyBeat beat = new(TimeSpan.FromMinutes(1), _clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Random random = new(7);
        for (int round = 0; round < 1000; round++)
        {
            _clock.Advance(beat.UntilNext());
            Assert.Equal(start + TimeSpan.FromMinutes(round), _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 59_000)));
        }
    }

    [Fact]
    public void Beats_that_were_missed_are_skipped_and_the_next_ones_fall_where_they_always_did()
    {
        SteadyBeat beat = new(TimeSpan.FromMinutes(1), _clock);
        beat.UntilNext();
        _clock.Advance(TimeSpan.FromMinutes(5.5));
        Assert.Equal(TimeSpan.Zero, beat.UntilNext());
        Assert.Equal(TimeSpan.FromMinutes(0.5), beat.UntilNext());
    }

    [Fact]
    public void A_wall_clock_that_jumps_moves_no_beat()
    {
        SteadyBeat beat = new(TimeSpan.FromMinutes(1), _clock);
        beat.UntilNext();
        _clock.StepWallClock(TimeSpan.FromDays(-400));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(50), beat.UntilNext());
    }
}
