using System.Threading.RateLimiting;

namespace ColdChain.Server.People.Entering;

/// <summary>So many permits in each window, by the server's clock: the framework's own limiters know only the machine's.</summary>
internal sealed class WindowLimiter(int most, TimeSpan window, TimeProvider clock) : RateLimiter
{
    private readonly Lock _lock = new();
    private long _began = clock.GetTimestamp();
    private int _taken;

    /// <summary>Null while a window with permits taken in it runs: then the framework may not throw this one away.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                TimeSpan since = clock.GetElapsedTime(_began);
                return since < window ? null : since - window;
            }
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            TimeSpan since = clock.GetElapsedTime(_began);
            if (since >= window)
            {
                (_began, _taken, since) = (clock.GetTimestamp(), 0, TimeSpan.Zero);
            }

            if (_taken + permitCount > most)
            {
                return new WindowLease(window - since);
            }

            _taken += permitCount;
            return new WindowLease(null);
        }
    }

    /// <summary>Nobody waits for the next window: who guesses must come again.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));
}
