using System.Collections.Concurrent;
using ColdChain.Core.Identity;

namespace ColdChain.Server.Ingest;

/// <summary>Tells those who are sent away when to come back, each a time of its own, as far apart as requests are finished.</summary>
/// <remarks>
/// A county's agents that find a server back after an outage come all at once. If all were told two seconds they would come
/// all at once again; told one after the other, they come as quickly as they can be served, however many they are. Who comes
/// before its time and finds no room is held up: to refuse those who ask again at once, again and again, would leave no time
/// for those who wait. Who was told that nothing more is taken in is held up in any case. Safe for several threads.
/// </remarks>
/// <param name="clock">The clock.</param>
/// <param name="stopping">The server stops: nobody is held up any more.</param>
internal sealed class RetryAppointments(TimeProvider clock, CancellationToken stopping)
{
    /// <summary>What was just measured is worth another try soon, even against a crowd [P].</summary>
    public const int LongestForLive = 30;

    /// <summary>What waited for hours can wait for minutes [P].</summary>
    public const int LongestForBacklog = 300;

    /// <summary>Clocks differ, and lines are of different lengths [P].</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(500);

    /// <summary>Seconds after which another look is worth while where the disk is behind [P].</summary>
    private const int SecondsWhenFull = 2;

    private readonly Lock _lock = new();
    private readonly long[] _booked = new long[2];
    private readonly ConcurrentDictionary<(AgentId Agent, bool IsBacklog), Appointment> _told = new();

    /// <summary>In which others may come.</summary>
    public WorkPace Pace { get; } = new(clock);

    /// <summary>False for an agent that comes before its time and was told that nothing more is taken in: it is held up, room or not.</summary>
    public bool MayTry(AgentId agent, bool isBacklog) =>
        !(_told.TryGetValue((agent, isBacklog), out Appointment told) && told.IsFull && EarlyBy(told) > Tolerated);

    /// <summary>Holds up an agent that comes before the time it was told last, until then or for <see cref="LongestForLive"/> seconds.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="isBacklog">The lane that was told.</param>
    /// <param name="cancellationToken">Whoever sent it has gone. The appointment stands.</param>
    /// <returns>False, at once, for one that was told nothing or is in time.</returns>
    public async ValueTask<bool> HoldUpAsync(AgentId agent, bool isBacklog, CancellationToken cancellationToken)
    {
        if (!_told.TryGetValue((agent, isBacklog), out Appointment told) || EarlyBy(told) is var early && early <= Tolerated)
        {
            return false;
        }

        TimeSpan longest = TimeSpan.FromSeconds(LongestForLive);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        // WhenAny, since the end of the server is no fault of a request: it is refused like others then.
        await Task.WhenAny(Task.Delay(early < longest ? early : longest, clock, over.Token));
        cancellationToken.ThrowIfCancellationRequested();
        return !stopping.IsCancellationRequested;
    }

    /// <summary>Whole seconds from now, at least one.</summary>
    public int Next(AgentId agent, bool isBacklog)
    {
        int longest = isBacklog ? LongestForBacklog : LongestForLive;
        lock (_lock)
        {
            ref long booked = ref _booked[isBacklog ? 1 : 0];
            long now = clock.GetTimestamp();
            booked = Math.Max(booked, now) + (long)(clock.TimestampFrequency / Pace.RequestsASecond);
            long latest = now + (longest * clock.TimestampFrequency);
            if (booked > latest)
            {
                // The book is full: begin it anew, so that the last second does not get all of them.
                booked = now;
            }

            int seconds = (int)Math.Clamp(Math.Ceiling(clock.GetElapsedTime(now, booked).TotalSeconds), 1, longest);
            Tell(agent, isBacklog, seconds, isFull: false);
            return seconds;
        }
    }

    /// <summary>The same for an agent whose request was read and cannot be taken in: what came before it waits for the disk.</summary>
    public int NextWhenFull(AgentId agent, bool isBacklog)
    {
        Tell(agent, isBacklog, SecondsWhenFull, isFull: true);
        return SecondsWhenFull;
    }

    private void Tell(AgentId agent, bool isBacklog, int seconds, bool isFull) =>
        _told[(agent, isBacklog)] = new Appointment(clock.GetTimestamp() + (seconds * clock.TimestampFrequency), isFull);

    private TimeSpan EarlyBy(Appointment told) => clock.GetElapsedTime(clock.GetTimestamp(), told.At);

    /// <param name="At">A timestamp of the clock.</param>
    /// <param name="IsFull">It was told that nothing more is taken in.</param>
    private readonly record struct Appointment(long At, bool IsFull);
}
