namespace ColdChain.Agent.Probes.Serial;

/// <summary>Beats at start, start + period, start + 2 periods ... on the monotonic clock, whatever a round takes.</summary>
/// <remarks>Does not drift: the next beat is counted from the first, never from "now". Missed beats are skipped.</remarks>
internal sealed class SteadyBeat(TimeSpan period, TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private long _beats;

    /// <summary>What is left until the next beat; zero for the first.</summary>
    public TimeSpan UntilNext()
    {
        TimeSpan elapsed = clock.GetElapsedTime(_startedAt);
        TimeSpan due = _beats * period;
        if (elapsed > due + period)
        {
            _beats = elapsed.Ticks / period.Ticks;
            due = _beats * period;
        }

        _beats++;
        return due > elapsed ? due - elapsed : TimeSpan.Zero;
    }
}
