namespace ColdChain.Server.Ingest;

/// <summary>How much is finished in a second, as of the last one in which anything was. Safe for several threads.</summary>
internal sealed class WorkPace(TimeProvider clock)
{
    /// <summary>Before anything was finished: what a slow disk does.</summary>
    private const double LeastRequests = 20;

    private readonly Lock _lock = new();
    private long _countedSince = clock.GetTimestamp();
    private int _requests;
    private long _bytes;

    public double RequestsASecond { get; private set; } = LeastRequests;

    /// <summary>Of bodies, unpacked, as far as could be known before.</summary>
    public double BytesASecond { get; private set; }

    /// <summary>A request was finished.</summary>
    public void Finished(long bytes)
    {
        lock (_lock)
        {
            _requests++;
            _bytes += bytes;
            long now = clock.GetTimestamp();
            double seconds = clock.GetElapsedTime(_countedSince, now).TotalSeconds;
            if (seconds >= 1)
            {
                RequestsASecond = Math.Max(LeastRequests, _requests / seconds);
                BytesASecond = _bytes / seconds;
                (_countedSince, _requests, _bytes) = (now, 0, 0);
            }
        }
    }
}
