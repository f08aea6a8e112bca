namespace ColdChain.Agent.Forwarding;

/// <summary>How many bytes the line may carry, and how many it has carried: a bucket that fills by the monotonic clock.</summary>
/// <remarks>
/// What was sent and received is taken out of the bucket, which may go below empty; who can wait does so until it is not.
/// Fresh readings and heartbeats never wait: what they cost, the backlog does not get. So the mean keeps to the cap as
/// long as fresh readings alone do. Safe for several threads.
/// </remarks>
public sealed class BandwidthBudget
{
    /// <summary>The bucket holds what the cap gives in this time: after a quiet night no burst fills the line for minutes.</summary>
    public static readonly TimeSpan Depth = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly int? _bytesPerSecond;
    private double _level;
    private long _filledAt;
    private long _spent;

    /// <param name="bytesPerSecond">The cap, both directions together; null when there is none.</param>
    /// <param name="clock">Its monotonic timestamp is used.</param>
    public BandwidthBudget(int? bytesPerSecond, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _bytesPerSecond = bytesPerSecond;
        _clock = clock;
        _filledAt = clock.GetTimestamp();
        _level = Most;
    }

    /// <summary>Bytes that went over the line since the start, in both directions.</summary>
    public long Spent => Interlocked.Read(ref _spent);

    /// <summary>What is left to wait until the bucket is not below empty, in whole milliseconds; zero without a cap.</summary>
    public TimeSpan Wait
    {
        get
        {
            if (_bytesPerSecond is not { } rate)
            {
                return TimeSpan.Zero;
            }

            lock (_lock)
            {
                Fill_NeedsLock();
                return _level >= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(-_level * 1_000 / rate));
            }
        }
    }

    private double Most => (_bytesPerSecond ?? 0) * Depth.TotalSeconds;

    public void Spend(int bytes)
    {
        Interlocked.Add(ref _spent, bytes);
        lock (_lock)
        {
            Fill_NeedsLock();
            _level -= bytes;
        }
    }

    /// <summary>How long the cap takes to give so many bytes; zero without a cap.</summary>
    public TimeSpan TimeFor(long bytes) =>
        _bytesPerSecond is { } rate ? TimeSpan.FromSeconds((double)bytes / rate) : TimeSpan.Zero;

    private void Fill_NeedsLock()
    {
        long now = _clock.GetTimestamp();
        _level = Math.Min(Most, _level + ((_bytesPerSecond ?? 0) * _clock.GetElapsedTime(_filledAt, now).TotalSeconds));
        _filledAt = now;
    }
}
