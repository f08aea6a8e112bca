using ColdChain.Core.Time;

namespace ColdChain.Agent.Buffer;

/// <summary>Compares three clocks: the machine's wall clock, the one that only counts on, and the server's.</summary>
/// <remarks>
/// A frame is the wall clock less the counting one, in milliseconds: it stays as long as nobody sets the clock. The
/// server's time less the counting clock is the frame that the wall clock should have. Slow drift and slewing (NTP moves a
/// clock by 0.03 s a minute at most) is followed and is no step. A machine that slept looks like one that was set on.
/// </remarks>
internal sealed class ClockWatch
{
    /// <summary>The wire's own measure of a clock that needs setting (design §7).</summary>
    public const long LargestSkewMilliseconds = 60_000;

    /// <summary>More than slewing or a slow task can bring about between two looks. Product decision.</summary>
    private const long SmallestStepMilliseconds = 2_000;

    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private long? _serverFrame;

    public ClockWatch(TimeProvider clock)
    {
        _clock = clock;
        _startedAt = clock.GetTimestamp();
        Frame = FrameNow();
    }

    /// <summary>Of the last look.</summary>
    public long Frame { get; private set; }

    /// <summary>Steps since <see cref="ForgetStep"/>, added up, in milliseconds; on is positive.</summary>
    public long Step { get; private set; }

    /// <summary>The server was heard since this program started.</summary>
    public bool IsProven => _serverFrame is not null;

    public void Look()
    {
        long now = FrameNow();
        long moved = now - Frame;
        Frame = now;
        if (Math.Abs(moved) >= SmallestStepMilliseconds)
        {
            Step += moved;
        }
    }

    public void ForgetStep() => Step = 0;

    /// <param name="serverTime">What the server's clock said.</param>
    /// <param name="ago">How long ago it said so, as near as that is known.</param>
    public void Hear(Instant serverTime, TimeSpan ago) =>
        _serverFrame = serverTime.UnixMilliseconds - Counted() + (long)ago.TotalMilliseconds;

    /// <summary>
    /// What must be added to a time of this frame; zero within <see cref="LargestSkewMilliseconds"/>, null while nobody
    /// can know.
    /// </summary>
    public long? OffsetOf(long frame) =>
        _serverFrame is not { } right ? null
        : Math.Abs(right - frame) <= LargestSkewMilliseconds ? 0
        : right - frame;

    private long FrameNow() => _clock.GetCurrentInstant().UnixMilliseconds - Counted();

    private long Counted() => (long)_clock.GetElapsedTime(_startedAt).TotalMilliseconds;
}
