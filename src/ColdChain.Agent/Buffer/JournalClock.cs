using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Buffer;

/// <summary>Marks what was measured under a clock that is known to be wrong, and finds out by how much it was.</summary>
/// <remarks>
/// Known to be wrong: before 2020; behind a time that the server's clock once agreed with; more than a minute from the
/// server's clock; or set by more than a minute while the server was not heard since the start
/// (docs/decisions/0009-clocks-of-a-gateway.md). Lives as long as the program, over all journals; not safe for several tasks.
/// </remarks>
internal sealed class JournalClock(TimeProvider clock, ILogger log)
{
    /// <summary>How often a good time is written down; what it is compared with is off by days. Product decision.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>An observation is never older than the moment it is stored in; this much is clock granularity.</summary>
    private const long Tolerance = 2_000;

    private readonly ClockWatch _watch = new(clock);
    private readonly List<(long First, long Frame)> _unsettled = [];
    private readonly Dictionary<long, long> _settled = [];
    private readonly List<WireEvent> _untold = [];
    private JournalId _journal;
    private Instant? _seen;
    private long? _offset;
    private bool _begun;
    private bool _isDoubted;
    private bool _wasSuspect;
    private bool _isToldWrong;

    /// <summary>False from each start until the server was heard: what is sent may have to be corrected first.</summary>
    public bool IsProven => _watch.IsProven;

    /// <summary>What corrects a time of this moment, in milliseconds; zero while it is not known.</summary>
    public long Offset => _watch.OffsetOf(_watch.Frame) ?? 0;

    /// <summary>A journal was opened: this one again after a fault, or one that this life has not written in.</summary>
    public void Opened(JournalFile file)
    {
        if (file.Journal != _journal)
        {
            _journal = file.Journal;
            _unsettled.Clear();
            _settled.Clear();
            _begun = false;
        }

        _seen = file.Seen;
        file.SettleRunsOfEarlierLives([.. _unsettled.Select(run => run.First)]);
    }

    public AppendPlan Plan(IReadOnlyList<Observation> group)
    {
        _watch.Look();
        long step = _begun ? _watch.Step : 0;
        long? offset = _watch.OffsetOf(_watch.Frame);
        bool isOther = _offset is { } old && offset is { } now && Math.Abs(now - old) > ClockWatch.LargestSkewMilliseconds;
        bool begins = !_begun || step != 0 || isOther;
        int at = step == 0 ? 0 : FirstAfter(group, step);
        bool isSuspect = IsSuspect(step);
        List<Observation> marked = [.. group.Select((seen, index) => Mark(seen, index < at ? _wasSuspect : isSuspect))];
        if (step != 0)
        {
            marked.Insert(at, new Observation.Happened(Stepped(step)));
        }

        marked.AddRange(_untold.Select(what => new Observation.Happened(what)));
        return new AppendPlan(marked)
        {
            RunBeginsAt = begins ? at : null,
            RunOffset = offset,
            Settled = [.. _settled],
            Seen = SeenNow(offset),
        };
    }

    /// <summary>The plan is on the disk.</summary>
    /// <param name="plan">What was stored.</param>
    /// <param name="firstOfRun">The sequence that the new run begins with, when one does.</param>
    public void Stored(AppendPlan plan, long firstOfRun)
    {
        _untold.Clear();
        _settled.Clear();
        _seen = plan.Seen ?? _seen;
        if (plan.RunBeginsAt is null)
        {
            return;
        }

        _wasSuspect = IsSuspect(_begun ? _watch.Step : 0);
        _isDoubted |= _begun && IsLarge(_watch.Step) && !IsProven;
        if (_begun && _watch.Step != 0)
        {
            log.LogWarning("This machine's clock was set by {Seconds:+0.0;-0.0} s", _watch.Step / 1000.0);
        }

        _watch.ForgetStep();
        _begun = true;
        _offset = plan.RunOffset;
        if (plan.RunOffset is null)
        {
            _unsettled.Add((firstOfRun, _watch.Frame));
        }
    }

    /// <summary>The server said what time it is.</summary>
    /// <returns>Runs that were not settled before, with their offsets in milliseconds.</returns>
    public IReadOnlyList<KeyValuePair<long, long>> Hear(Instant serverTime, TimeSpan ago)
    {
        _watch.Look();
        _watch.Hear(serverTime, ago);
        KeyValuePair<long, long>[] settled = [.. _unsettled.Select(run => KeyValuePair.Create(run.First, _watch.OffsetOf(run.Frame) ?? 0))];
        _unsettled.Clear();
        foreach ((long first, long offset) in settled)
        {
            _settled[first] = offset;
            _offset = offset;
        }

        _isDoubted = false;
        TellOffset();
        return settled;
    }

    private void TellOffset()
    {
        bool isWrong = Offset != 0;
        if (isWrong == _isToldWrong)
        {
            return;
        }

        _isToldWrong = isWrong;
        _untold.Add(new WireEvent
        {
            Sequence = 0,
            Kind = isWrong ? WireEventKinds.ClockWrong : WireEventKinds.ClockRight,
            At = clock.GetCurrentInstant().UnixMilliseconds,
            Detail = isWrong
                ? string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {Math.Abs(Offset) / 1000.0:0.0} s {(Offset > 0 ? "behind" : "ahead of")} the server's: its times are corrected by that when they are sent, and marked. Set it (NTP)")
                : "this machine's clock and the server's agree again",
        });
        log.LogWarning("{Detail}", _untold[^1].Detail);
    }

    private bool IsSuspect(long step)
    {
        Instant now = clock.GetCurrentInstant();
        return now < ReadingLimits.Earliest
            || (_seen is { } seen && seen - now > TimeSpan.FromMilliseconds(ClockWatch.LargestSkewMilliseconds))
            || Offset != 0
            || (!IsProven && (_isDoubted || IsLarge(step)));
    }

    private static bool IsLarge(long step) => Math.Abs(step) > ClockWatch.LargestSkewMilliseconds;

    private Instant? SeenNow(long? offset)
    {
        Instant now = clock.GetCurrentInstant();
        return offset == 0 && (_seen is not { } seen || now - seen >= SeenEvery) ? now : null;
    }

    private WireEvent Stepped(long step) => new()
    {
        Sequence = 0,
        Kind = WireEventKinds.ClockStepped,
        At = clock.GetCurrentInstant().UnixMilliseconds,
        Detail = string.Create(
            CultureInfo.InvariantCulture,
            $"this machine's clock was set {(step > 0 ? "on" : "back")} by {Math.Abs(step) / 1000.0:0.0} s (or the machine slept)"),
    };

    /// <summary>The first of the group that came after the clock was set; what came before has times of the old setting.</summary>
    private int FirstAfter(IReadOnlyList<Observation> group, long step)
    {
        long now = clock.GetCurrentInstant().UnixMilliseconds;
        for (int index = 0; index < group.Count; index++)
        {
            if (group[index] is Observation.Measured measured)
            {
                long age = now - measured.ReceivedAt.UnixMilliseconds;
                long ageBefore = age - step;
                if (age >= -Tolerance && (ageBefore < -Tolerance || age <= ageBefore))
                {
                    return index;
                }
            }
        }

        return group.Count;
    }

    private static Observation Mark(Observation seen, bool isSuspect) => isSuspect && seen is Observation.Measured measured
        ? measured with { Readings = [.. measured.Readings.Select(Mark)] }
        : seen;

    private static Reading Mark(Reading reading) => (reading.Flags & ClockRuns.OwnClock) != 0
        ? reading
        : reading with { Flags = reading.Flags | ReadingFlags.ClockSuspect };
}
