using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>New readings of a sensor in one of its places lie between these moments, both included.</summary>
internal sealed record NewReadings(Placement Placement, Instant From, Instant To)
{
    /// <summary>From a moment to the last of them, or to what was judged before when that is later; no further than the place.</summary>
    /// <remarks>
    /// What is stored beyond is unjudged and comes as new readings of its own: who took it along would have to judge it a
    /// second time then, as late.
    /// </remarks>
    /// <param name="start">Included.</param>
    /// <param name="judgedUntil">Null when it is not known how far: then there is no end but the place's.</param>
    public TimeRange Rest(Instant start, Instant? judgedUntil)
    {
        if (judgedUntil is not { } judged)
        {
            return new TimeRange(start, Placement.During.End);
        }

        Instant end = Instant.Max(To, judged) + TimeSpan.FromMilliseconds(1);
        return new TimeRange(start, Instant.Max(start, Instant.Min(end, Placement.During.End ?? end)));
    }
}
