using System.Text.Json;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>When a reading was made, by the device's clock where that can be believed.</summary>
/// <remarks>
/// Believed is a time from 2020 on, at most <see cref="FurthestAhead"/> after and <see cref="FurthestBehind"/> before the
/// agent's own clock; ISO 8601 needs its offset, or the zone that the device's clock shows. Anything else leaves the time
/// of arrival, and <see cref="ReadingFlags.ClockSuspect"/> says that the device meant another one.
/// </remarks>
internal static class StatedTime
{
    /// <summary>A wrong zone puts a clock at most 14 h ahead; beyond a day it was never set. Product decision.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(24);

    /// <summary>
    /// Longer than any broker was seen to hold messages for an agent that was away; a clock that fell back to the day its
    /// firmware was built is mostly further behind. What a device logged itself may be older. Product decision.
    /// </summary>
    public static readonly TimeSpan FurthestBehind = TimeSpan.FromDays(90);

    public static (Instant MeasuredAt, ReadingFlags Flags) Of(JsonElement? written, Instant receivedAt)
    {
        StatedMoment moment = Of(written, new TimeTerms(receivedAt, null, IsLogged: false));
        return (moment.At ?? receivedAt, moment.Flags);
    }

    public static StatedMoment Of(JsonElement? written, TimeTerms terms)
    {
        ReadingFlags own = terms.Arrival < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
        if (written is not { } time || time.ValueKind == JsonValueKind.Null)
        {
            return new StatedMoment(terms.Arrival, own, IsBelieved: false);
        }

        return MomentText.TryRead(time, terms, out Instant moment) && IsBelievable(moment, terms)
            ? new StatedMoment(moment, ReadingFlags.DeviceTime | own, IsBelieved: true)
            : new StatedMoment(terms.Arrival, ReadingFlags.ClockSuspect, IsBelieved: false);
    }

    private static bool IsBelievable(Instant moment, TimeTerms terms) =>
        moment >= ReadingLimits.Earliest
        && (terms.Arrival is not { } arrival
            || (moment - arrival <= FurthestAhead && (terms.IsLogged || arrival - moment <= FurthestBehind)));
}
