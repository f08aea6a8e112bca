namespace ColdChain.Server.Ingest;

/// <summary>Tells those who are sent away when to come back, each a time of its own, as far apart as requests are finished.</summary>
/// <remarks>
/// A county's agents that find a server back after an outage come all at once. If all were told two seconds they would come
/// all at once again; told one after the other, they come as quickly as they can be served, however many they are. Safe for
/// several threads.
/// </remarks>
internal sealed class RetryAppointments(TimeProvider clock)
{
    /// <summary>What was just measured is worth another try soon, even against a crowd [P].</summary>
    public const int LongestForLive = 30;

    /// <summary>What waited for hours can wait for minutes [P].</summary>
    public const int LongestForBacklog = 300;

    /// <summary>Before anything was finished: what a slow disk does.</summary>
    private const double LeastASecond = 20;

    private readonly Lock _lock = new();
    private readonly long[] _booked = new long[2];
    private double _finishedASecond = LeastASecond;
    private long _countedSince = clock.GetTimestamp();
    private int _finished;

    /// <summary>A request was finished: the pace in which others may come.</summary>
    public void Finished()
    {
        lock (_lock)
        {
            _finished++;
            long now = clock.GetTimestamp();
            double seconds = clock.GetElapsedTime(_countedSince, now).TotalSeconds;
            if (seconds >= 1)
            {
                _finishedASecond = Math.Max(LeastASecond, _finished / seconds);
                (_countedSince, _finished) = (now, 0);
            }
        }
    }

    /// <summary>Whole seconds from now, at least one.</summary>
    public int Next(bool isBacklog)
    {
        int longest = isBacklog ? LongestForBacklog : LongestForLive;
        lock (_lock)
        {
            ref long booked = ref _booked[isBacklog ? 1 : 0];
            long now = clock.GetTimestamp();
            booked = Math.Max(booked, now) + (long)(clock.TimestampFrequency / _finishedASecond);
            long latest = now + (longest * clock.TimestampFrequency);
            if (booked > latest)
            {
                // The book is full: begin it anew, so that the last second does not get all of them.
                booked = now;
            }

            return (int)Math.Clamp(Math.Ceiling(clock.GetElapsedTime(now, booked).TotalSeconds), 1, longest);
        }
    }
}
