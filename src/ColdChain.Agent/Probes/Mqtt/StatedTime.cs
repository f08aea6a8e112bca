using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>When a reading was made, by the device's clock where that can be believed.</summary>
/// <remarks>
/// Believed is a time from 2020 on and at most <see cref="FurthestAhead"/> after the agent's own clock; ISO 8601 needs
/// its offset, since a local time without one is no moment. Anything else leaves the time of arrival, and
/// <see cref="ReadingFlags.ClockSuspect"/> says that the device meant another one.
/// </remarks>
internal static partial class StatedTime
{
    /// <summary>A wrong zone puts a clock at most 14 h ahead; beyond a day it was never set. Product decision.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(24);

    /// <summary>Numbers from here on are milliseconds: as seconds this is the year 5138, as milliseconds 1973.</summary>
    private const decimal FirstMillisecondNumber = 100_000_000_000m;

    /// <summary>9999-12-31, the end of what a date can say.</summary>
    private const decimal LastMillisecond = 253_402_300_799_999m;

    /// <summary>Longer texts are no times.</summary>
    private const int LongestText = 40;

    public static (Instant MeasuredAt, ReadingFlags Flags) Of(JsonElement? written, Instant receivedAt)
    {
        ReadingFlags own = receivedAt < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
        if (written is not { } time || time.ValueKind == JsonValueKind.Null)
        {
            return (receivedAt, own);
        }

        return TryRead(time, out Instant moment)
            && moment >= ReadingLimits.Earliest
            && moment - receivedAt <= FurthestAhead
            ? (moment, ReadingFlags.DeviceTime | own)
            : (receivedAt, ReadingFlags.ClockSuspect);
    }

    private static bool TryRead(JsonElement time, out Instant moment)
    {
        moment = default;
        if (time.ValueKind == JsonValueKind.Number)
        {
            return time.TryGetDecimal(out decimal number) && TryReadNumber(number, out moment);
        }

        if (time.ValueKind != JsonValueKind.String || time.GetString() is not { Length: > 0 and <= LongestText } text)
        {
            return false;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal written))
        {
            return TryReadNumber(written, out moment);
        }

        bool isMoment = WithOffset().IsMatch(text)
            & DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset parsed);
        moment = isMoment ? Instant.FromDateTimeOffset(parsed) : default;
        return isMoment;
    }

    private static bool TryReadNumber(decimal number, out Instant moment)
    {
        moment = default;
        if (number < 0 || number > LastMillisecond)
        {
            return false;
        }

        decimal milliseconds = number >= FirstMillisecondNumber ? number : number * 1000m;
        moment = Instant.FromUnixMilliseconds((long)milliseconds);
        return true;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex WithOffset();
}
