using ColdChain.Core.Time;

namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>Makes moments of what a local clock showed, row by row: the order of the rows tells the two passes of a repeated hour apart.</summary>
/// <remarks>
/// In autumn the clock shows one hour twice; in a file in order of time the rows step back there, and from that row on it is the
/// second pass. Without a step back it is the first. In spring an hour is missing: a time in it is read with the offset before the
/// change, as a clock shows it that was not put forward.
/// </remarks>
public sealed class LocalClock(TimeZoneInfo zone, TimeSpan usualStep, bool isNewestFirst)
{
    /// <summary>Nothing near a change is further from it.</summary>
    private static readonly TimeSpan NearChange = TimeSpan.FromHours(6);

    private DateTime? _previous;
    private bool _isSecondPass;

    /// <summary>The row at which the last second pass began, in the order in which rows are taken.</summary>
    public bool HasSteppedBack { get; private set; }

    public LocalMoment Resolve(WrittenTime time)
    {
        if (time.Offset is { } offset)
        {
            return new LocalMoment(At(time.Shown, offset), LocalMomentKind.Plain);
        }

        LocalMoment moment = zone.IsInvalidTime(time.Shown)
            ? new LocalMoment(At(time.Shown, OffsetBeforeGap(time.Shown)), LocalMomentKind.DoesNotExist)
            : zone.IsAmbiguousTime(time.Shown)
                ? Ambiguous(time.Shown)
                : new LocalMoment(At(time.Shown, zone.GetUtcOffset(time.Shown)), LocalMomentKind.Plain);
        _previous = time.Shown;
        return moment;
    }

    /// <summary>How far apart rows are as a rule, and whether the newest comes first.</summary>
    public static (TimeSpan Step, bool IsNewestFirst) LookAt(IEnumerable<WrittenTime> times)
    {
        List<TimeSpan> steps = [];
        int back = 0;
        DateTime? previous = null;
        foreach (WrittenTime time in times)
        {
            TimeSpan step = time.Shown - (previous ?? time.Shown);
            back += step < TimeSpan.Zero ? 1 : 0;
            if (step != TimeSpan.Zero)
            {
                steps.Add(step.Duration());
            }

            previous = time.Shown;
        }

        steps.Sort();
        return (steps.Count == 0 ? TimeSpan.Zero : steps[steps.Count / 2], back * 2 > steps.Count);
    }

    /// <summary>The moment at which a clock that is ahead of UTC by <paramref name="offset"/> shows this.</summary>
    public static Instant At(DateTime shown, TimeSpan offset) =>
        Instant.FromUnixMilliseconds((shown - DateTime.UnixEpoch - offset).Ticks / TimeSpan.TicksPerMillisecond);

    private LocalMoment Ambiguous(DateTime shown)
    {
        TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(shown);
        bool goesOn = _previous is { } before && zone.IsAmbiguousTime(before) && (before - shown).Duration() < NearChange;
        bool wasSecond = goesOn ? _isSecondPass : isNewestFirst;
        bool hasStepped = goesOn && wasSecond == isNewestFirst && IsStepBack(_previous!.Value, shown, offsets.Max() - offsets.Min());
        _isSecondPass = hasStepped ? !wasSecond : wasSecond;
        HasSteppedBack |= hasStepped;
        return new LocalMoment(
            At(shown, _isSecondPass ? offsets.Min() : offsets.Max()),
            _isSecondPass ? LocalMomentKind.SecondPass : LocalMomentKind.FirstPass);
    }

    /// <summary>
    /// Rows a minute apart step back by 59 minutes, hourly rows by none at all. Rows close together that are a little out of
    /// order do not step back by half of the repeated time.
    /// </summary>
    private bool IsStepBack(DateTime before, DateTime shown, TimeSpan repeated)
    {
        TimeSpan back = isNewestFirst ? shown - before : before - shown;
        return back >= (usualStep < repeated / 2 ? repeated / 2 : TimeSpan.Zero);
    }

    private TimeSpan OffsetBeforeGap(DateTime shown)
    {
        DateTime before = shown;
        while (zone.IsInvalidTime(before))
        {
            before -= TimeSpan.FromMinutes(15);
        }

        return zone.GetUtcOffset(before);
    }
}
