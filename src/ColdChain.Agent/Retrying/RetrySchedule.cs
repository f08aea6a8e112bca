namespace ColdChain.Agent.Retrying;

/// <summary>When the next attempt at something that fails may be made. Knows only numbers and a clock: no I/O, no waiting.</summary>
/// <remarks>
/// The wait doubles from <see cref="RetryOptions.FirstWait"/> to <see cref="RetryOptions.LongestWait"/>; the drawn wait
/// lies between half of it and all of it, so that a county of agents does not knock in step when the server comes back.
/// Counted on the monotonic clock: a wall clock that jumps neither shortens nor lengthens a wait. For one owner, not for
/// several threads.
/// </remarks>
public sealed class RetrySchedule
{
    private readonly RetryOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private long _failedAt;
    private TimeSpan _wait;

    public RetrySchedule(RetryOptions options, TimeProvider clock, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.FirstWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LongestWait, options.FirstWait);
        _options = options;
        _clock = clock;
        _random = random;
    }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>What is left to wait before the next attempt; zero when it may be made now.</summary>
    public TimeSpan NextDelay
    {
        get
        {
            if (_wait == TimeSpan.Zero)
            {
                return TimeSpan.Zero;
            }

            TimeSpan left = _wait - _clock.GetElapsedTime(_failedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Succeeded()
    {
        Failures = 0;
        _wait = TimeSpan.Zero;
    }

    public void Failed() => Failed(TimeSpan.Zero);

    /// <param name="atLeast">What the other side asked for (Retry-After); the wait is never shorter, and may exceed the cap.</param>
    public void Failed(TimeSpan atLeast) => Failed(atLeast, _options.LongestWait);

    /// <param name="atLeast">What the other side asked for (Retry-After); the wait is never shorter, and may exceed the cap.</param>
    /// <param name="cap">For a failure after which it is worth to look again sooner than the longest wait.</param>
    public void Failed(TimeSpan atLeast, TimeSpan cap)
    {
        TimeSpan full = Double(_options.FirstWait, Failures);
        full = full < cap ? full : cap;
        TimeSpan drawn = full * (0.5 + (0.5 * _random.NextDouble()));
        Failures = Failures == int.MaxValue ? Failures : Failures + 1;
        _failedAt = _clock.GetTimestamp();
        _wait = drawn > atLeast ? drawn : atLeast;
    }

    private TimeSpan Double(TimeSpan first, int times)
    {
        TimeSpan wait = first;
        for (int doubled = 0; doubled < times && wait < _options.LongestWait; doubled++)
        {
            wait *= 2;
        }

        return wait < _options.LongestWait ? wait : _options.LongestWait;
    }
}
