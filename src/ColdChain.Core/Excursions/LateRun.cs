using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>A run over readings of which some came late: from a calm point before them, until it goes as the old one went (EX-10).</summary>
/// <remarks>
/// Rules that look back over a window need the excursions within it, so reading may begin before the calm point; what
/// that part finds is on record already and not told again.
/// <code>
///   ReadFrom           SpeakFrom    late readings     SameFrom
///      |--- window ---------|-----------x--x--------------|----
///       fills the sums only  found anew                    as it was
/// </code>
/// </remarks>
public sealed class LateRun
{
    private readonly IReadOnlyList<TimeRange> _onRecord;
    private readonly TimeSpan _returnHold;
    private readonly TimeSpan _window;
    private readonly Instant _lastLate;
    private Instant? _calmSince;

    /// <param name="run">New, for the place in which the sensor sat.</param>
    /// <param name="onRecord">When this sensor's excursions were, as recorded.</param>
    /// <param name="firstLate">The earliest reading that came late.</param>
    /// <param name="lastLate">The last of them.</param>
    public LateRun(ExcursionRun run, IReadOnlyList<TimeRange> onRecord, Instant firstLate, Instant lastLate)
    {
        ArgumentNullException.ThrowIfNull(run);
        Run = run;
        _onRecord = onRecord;
        _lastLate = lastLate;
        _returnHold = run.Profile.ReturnHold;
        _window = run.Profile.LongestWindow;
        SpeakFrom = LateReadings.CalmPointBefore(onRecord, firstLate, _returnHold);
        Instant reach = SpeakFrom - _window - run.Profile.LongestInterval;
        ReadFrom = onRecord
            .Where(during => during.Start < SpeakFrom && (during.End ?? SpeakFrom) > reach)
            .Select(during => Instant.Max(during.Start, reach))
            .Append(SpeakFrom)
            .Min();
    }

    public ExcursionRun Run { get; }

    /// <summary>Readings are taken from here on.</summary>
    public Instant ReadFrom { get; }

    /// <summary>Excursions that begin from here on are told.</summary>
    public Instant SpeakFrom { get; }

    /// <summary>Excursions that begin from here on are as they are on record; null until that is known.</summary>
    public Instant? SameFrom { get; private set; }

    /// <summary>Takes the next reading; true when no further one is needed.</summary>
    public bool Take(in Reading reading)
    {
        Run.Take(reading);
        Instant at = reading.MeasuredAt;
        if (SameFrom is not null || at <= _lastLate || !Run.IsCalm || !WasCalmAt(at))
        {
            return SameFrom is not null;
        }

        // Calm in both runs. The same from here on if both also have the same sums: if neither was out, or that is long ago.
        _calmSince ??= at;
        if (!(Run.HasClosed || WasOutBy(at)) || at >= _calmSince.Value + _window)
        {
            SameFrom = at;
        }

        return SameFrom is not null;
    }

    /// <summary>What was found from <see cref="SpeakFrom"/> on, as of that moment.</summary>
    public IReadOnlyList<Excursion> FoundBy(Instant now) => [.. Run.FoundBy(now).Where(one => one.StartedAt >= SpeakFrom)];

    // Asked for each reading: loops, since a lambda or an enumerator would be made anew each time.
    private bool WasOutBy(Instant moment)
    {
        for (int index = 0; index < _onRecord.Count; index++)
        {
            if (_onRecord[index].End >= SpeakFrom && _onRecord[index].Start <= moment)
            {
                return true;
            }
        }

        return false;
    }

    private bool WasCalmAt(Instant moment)
    {
        for (int index = 0; index < _onRecord.Count; index++)
        {
            TimeRange during = _onRecord[index];
            if (during.Start <= moment && (during.End is not { } end || end + _returnHold >= moment))
            {
                return false;
            }
        }

        return true;
    }
}
