namespace ColdChain.Testing;

/// <summary>A clock that stands still until a test moves it, so that ten hours of fridge take a millisecond.</summary>
/// <remarks>
/// <see cref="Advance"/> walks to each timer that falls due, in order of their moments (equal moments: in order of
/// creation), shows exactly that moment while the timer's callback runs, and starts periodic timers again. Callbacks
/// run on the thread that advances, outside the lock: what they start may read the clock and make new timers, which
/// are walked too when they fall due within the same step. The monotonic timestamp moves with the wall clock, save for
/// <see cref="StepWallClock"/>, which moves the wall clock alone as a correction by NTP does. Thread-safe.
/// </remarks>
public sealed class ManualClock : TimeProvider
{
    /// <summary>2026-05-01T00:00:00Z: a plain day without any special meaning.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly TimeZoneInfo _zone;
    private DateTimeOffset _now;
    private long _elapsedTicks;
    private long _created;

    public ManualClock()
        : this(DefaultStart)
    {
    }

    /// <param name="start">What the clock shows first.</param>
    /// <param name="zone">The local zone; UTC when left out.</param>
    public ManualClock(DateTimeOffset start, TimeZoneInfo? zone = null)
    {
        _now = start.ToUniversalTime();
        _zone = zone ?? TimeZoneInfo.Utc;
    }

    public override TimeZoneInfo LocalTimeZone => _zone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are set to fall due; a pending Task.Delay is one of them.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsedTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ManualTimer timer = new(this, () => callback(state), Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by <paramref name="by"/> and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_lock)
        {
            target = _elapsedTicks + by.Ticks;
        }

        while (TakeNextDue(target) is ManualTimer due)
        {
            due.Fire();
        }

        lock (_lock)
        {
            MoveTo_NeedsLock(target);
        }
    }

    /// <summary>Moves on to a moment that lies ahead, firing what falls due on the way.</summary>
    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <summary>Steps the wall clock, in either direction, as NTP or a person does: no timer moves, nothing fires.</summary>
    public void StepWallClock(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }
    }

    /// <summary>
    /// Waits in real time until code under test waits on this clock: a test advances only after that, or the code
    /// would sleep through the step.
    /// </summary>
    public Task WaitForTimersAsync(int atLeast, CancellationToken cancellationToken) =>
        Eventually.HoldsAsync(() => ActiveTimers >= atLeast, $"{atLeast} timers wait on the clock", cancellationToken);

    private ManualTimer? TakeNextDue(long target)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.MinBy(timer => (timer.DueTicks, timer.Order));
            if (next is null || next.DueTicks > target)
            {
                return null;
            }

            MoveTo_NeedsLock(Math.Max(_elapsedTicks, next.DueTicks));
            _timers.Remove(next);
            if (next.PeriodTicks > 0)
            {
                next.DueTicks += next.PeriodTicks;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void MoveTo_NeedsLock(long elapsedTicks)
    {
        _now += TimeSpan.FromTicks(elapsedTicks - _elapsedTicks);
        _elapsedTicks = elapsedTicks;
    }

    private sealed class ManualTimer(ManualClock clock, Action fire, long order) : ITimer
    {
        public long Order => order;

        public long DueTicks { get; set; }

        public long PeriodTicks { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueTicks = clock._elapsedTicks + dueTime.Ticks;
                    PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
