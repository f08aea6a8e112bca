using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>Notices when an agent's clock is wrong, and when it is right again: once each, not with every batch.</summary>
/// <remarks>
/// A clock that is another with each batch, as one whose battery fell out or one of somebody who plays with it, would fill the trail: of
/// one agent no more is told than one thing in <see cref="Pause"/>, then as it is by then.
/// </remarks>
public sealed class ClockWatch
{
    /// <summary>The kinds of events that the server notices. Stored as written: never rename.</summary>
    public const string Wrong = "clock-wrong";

    public const string RightAgain = "clock-right-again";

    /// <summary>Product decision (standards §9): beyond this a clock is wrong. Also how much it must change to be told again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    /// <summary>Between two notices of one agent [P].</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Notices that nobody has taken yet; of more, the oldest go.</summary>
    private const int MostNotices = 1_000;

    private readonly ConcurrentDictionary<AgentId, Told> _told = new();
    private readonly Channel<AgentClockNotice> _notices = Channel.CreateBounded<AgentClockNotice>(
        new BoundedChannelOptions(MostNotices) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>For the audit trail.</summary>
    public ChannelReader<AgentClockNotice> Notices => _notices.Reader;

    /// <summary>The event to store, or null.</summary>
    public WireEvent? Notice(AgentId agent, long agentTime, Instant now)
    {
        long ahead = unchecked(agentTime - now.UnixMilliseconds);
        bool isWrong = Math.Abs((decimal)ahead) > (decimal)Tolerance.TotalMilliseconds;
        if (_told.TryGetValue(agent, out Told? told) && (now - told.At).Duration() < Pause)
        {
            return null;
        }

        if (!isWrong)
        {
            if (told?.Ahead is null)
            {
                return null;
            }

            _told[agent] = new Told(null, now);
            return Event(agent, RightAgain, now, "the agent's clock agrees with the server's again");
        }

        if (told?.Ahead is { } before && Math.Abs((decimal)ahead - before) <= (decimal)Tolerance.TotalMilliseconds)
        {
            return null;
        }

        _told[agent] = new Told(ahead, now);
        string direction = ahead > 0 ? "ahead of" : "behind";
        return Event(agent, Wrong, now, string.Create(
            CultureInfo.InvariantCulture, $"the agent's clock is {Math.Abs((decimal)ahead) / 1000:0} s {direction} the server's"));
    }

    private WireEvent Event(AgentId agent, string kind, Instant now, string detail)
    {
        _notices.Writer.TryWrite(new AgentClockNotice(agent, kind, detail));
        return new WireEvent { Sequence = 0, Kind = kind, At = now.UnixMilliseconds, Detail = detail };
    }

    /// <summary>What was told of an agent last.</summary>
    /// <param name="Ahead">Milliseconds; null when it was right again.</param>
    /// <param name="At">By the server's clock.</param>
    private sealed record Told(long? Ahead, Instant At);
}
