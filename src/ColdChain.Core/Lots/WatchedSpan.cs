using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>From <paramref name="Start"/> up to, without, <paramref name="End"/>.</summary>
public readonly record struct WatchedSpan(Instant Start, Instant End, Watch Watch)
{
    public long Milliseconds => End.UnixMilliseconds - Start.UnixMilliseconds;
}
