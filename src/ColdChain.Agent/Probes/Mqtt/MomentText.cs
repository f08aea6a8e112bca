using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A moment as devices write it: ISO 8601, or a number since 1970 in seconds down to nanoseconds.</summary>
internal static partial class MomentText
{
    /// <summary>Numbers from here on are milliseconds: as seconds this is the year 5138, as milliseconds 1973.</summary>
    private const decimal FirstMilliseconds = 100_000_000_000m;

    private const decimal FirstMicroseconds = 1000 * FirstMilliseconds;

    private const decimal FirstNanoseconds = 1000 * FirstMicroseconds;

    /// <summary>9999-12-31, the end of what a date can say.</summary>
    private const decimal LastMillisecond = 253_402_300_799_999m;

    /// <summary>Longer texts are no times.</summary>
    private const int LongestText = 40;

    private static readonly string[] Compact = ["yyyyMMdd'T'HHmmss'Z'"];

    public static bool TryRead(JsonElement time, TimeTerms terms, out Instant moment)
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

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal written)
            ? TryReadNumber(written, out moment)
            : TryReadText(text, terms, out moment);
    }

    private static bool TryReadText(string text, TimeTerms terms, out Instant moment)
    {
        bool isCompact = DateTimeOffset.TryParseExact(
            text, Compact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed);
        bool isMoment = isCompact
            || (WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out parsed));
        moment = isMoment ? Instant.FromDateTimeOffset(parsed) : default;
        return isMoment
            || (terms.Zone is not null && WithoutOffset().IsMatch(text)
                && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
                && TryPlace(local, terms, out moment));
    }

    /// <summary>A clock's hour that summer time repeats is the one nearer to the arrival; one that it skips is no moment.</summary>
    private static bool TryPlace(DateTime local, TimeTerms terms, out Instant moment)
    {
        moment = default;
        TimeZoneInfo zone = terms.Zone!;
        if (zone.IsInvalidTime(local) || (zone.IsAmbiguousTime(local) && terms.Arrival is null) || local.Year is < 2 or > 9998)
        {
            return false;
        }

        TimeSpan[] offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        moment = offsets.Select(offset => Instant.FromDateTimeOffset(new DateTimeOffset(local, offset)))
            .MinBy(one => terms.Arrival is { } arrival ? (one - arrival).Duration() : TimeSpan.Zero);
        return true;
    }

    private static bool TryReadNumber(decimal number, out Instant moment)
    {
        decimal milliseconds = number switch
        {
            >= FirstNanoseconds => decimal.Floor(number / 1_000_000m),
            >= FirstMicroseconds => decimal.Floor(number / 1000m),
            >= FirstMilliseconds => number,
            _ => number * 1000m,
        };
        bool isMoment = number >= 0 && milliseconds <= LastMillisecond;
        moment = isMoment ? Instant.FromUnixMilliseconds((long)milliseconds) : default;
        return isMoment;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex WithOffset();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutOffset();
}
