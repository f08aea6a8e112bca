using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>Notices when an agent's clock is wrong, and when it is right again: once each, not with every batch.</summary>
public sealed class ClockWatch
{
    /// <summary>The kinds of events that the server notices. Stored as written: never rename.</summary>
    public const string Wrong = "clock-wrong";

    public const string RightAgain = "clock-right-again";

    /// <summary>Product decision (standards §9): beyond this a clock is wrong. Also how much it must change to be told again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    /// <summary>Notices that nobody has taken yet; of more, the oldest go.</summary>
    private const int MostNotices = 1_000;

    private readonly ConcurrentDictionary<AgentId, long> _told = new();
    private readonly Channel<AgentClockNotice> _notices = Channel.CreateBounded<AgentClockNotice>(
        new BoundedChannelOptions(MostNotices) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>For the audit trail.</summary>
    public ChannelReader<AgentClockNotice> Notices => _notices.Reader;

    /// <summary>The event to store, or null.</summary>
    public WireEvent? Notice(AgentId agent, long agentTime, Instant now)
    {
        long ahead = unchecked(agentTime - now.UnixMilliseconds);
        bool isWrong = Math.Abs((decimal)ahead) > (decimal)Tolerance.TotalMilliseconds;
        bool wasTold = _told.TryGetValue(agent, out long told);
        if (!isWrong)
        {
            return _told.TryRemove(agent, out _) ? Event(agent, RightAgain, now, "the agent's clock agrees with the server's again") : null;
        }

        if (wasTold && Math.Abs((decimal)ahead - told) <= (decimal)Tolerance.TotalMilliseconds)
        {
            return null;
        }

        _told[agent] = ahead;
        string direction = ahead > 0 ? "ahead of" : "behind";
        return Event(agent, Wrong, now, string.Create(
            CultureInfo.InvariantCulture, $"the agent's clock is {Math.Abs((decimal)ahead) / 1000:0} s {direction} the server's"));
    }

    private WireEvent Event(AgentId agent, string kind, Instant now, string detail)
    {
        _notices.Writer.TryWrite(new AgentClockNotice(agent, kind, detail));
        return new WireEvent { Sequence = 0, Kind = kind, At = now.UnixMilliseconds, Detail = detail };
    }
}
