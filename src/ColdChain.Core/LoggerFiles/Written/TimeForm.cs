using System.Globalization;

namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>How the times of a file are written: found out by looking, or as the user says.</summary>
public abstract record TimeForm
{
    /// <summary>1.0e9 s is in 2001 and 4.1e9 in 2099: other numbers are no times.</summary>
    private const long EarliestSecond = 1_000_000_000;
    private const long LatestSecond = 4_100_000_000;

    /// <summary>A clock that was never set may show 1900; what is further off is a slip of the pen.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private TimeForm()
    {
    }

    public static TimeForm Of(string? option) => option?.Trim() switch
    {
        null or "" or "auto" => new Found(),
        "unix" => new UnixSeconds(),
        "unix-ms" => new UnixMilliseconds(),
        { } format => new Custom(format),
    };

    /// <summary>Null when this text is not a time of this form, or of a year in which nothing was measured.</summary>
    public WrittenTime? Read(string text) => Parse(text) is { Shown.Year: >= FirstYear and <= LastYear } time ? time : null;

    protected abstract WrittenTime? Parse(string text);

    private static WrittenTime? FromUnix(string text, decimal perSecond)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number < EarliestSecond * perSecond || number > LatestSecond * perSecond)
        {
            return null;
        }

        long milliseconds = (long)(number * 1000m / perSecond);
        return new WrittenTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).DateTime, TimeSpan.Zero);
    }

    /// <summary>ISO 8601 and its relatives, seconds or milliseconds since 1970.</summary>
    private sealed record Found : TimeForm
    {
        protected override WrittenTime? Parse(string text) =>
            TimeScanner.TryRead(text, out WrittenTime time) ? time : FromUnix(text, 1m) ?? FromUnix(text, 1000m);
    }

    private sealed record UnixSeconds : TimeForm
    {
        protected override WrittenTime? Parse(string text) => FromUnix(text, 1m);
    }

    private sealed record UnixMilliseconds : TimeForm
    {
        protected override WrittenTime? Parse(string text) => FromUnix(text, 1000m);
    }

    /// <summary>A .NET format such as <c>M/d/yyyy, h:mm:ss tt</c>; with <c>z</c> or <c>K</c> it has an offset of its own.</summary>
    private sealed record Custom(string Format) : TimeForm
    {
        private readonly bool _hasOffset = Format.Contains('z', StringComparison.Ordinal) || Format.Contains('K', StringComparison.Ordinal);

        protected override WrittenTime? Parse(string text)
        {
            // U+202F is what newer browsers and spreadsheets write before AM and PM.
            string plain = text.Trim().Replace('\u202f', ' ').Replace('\u00a0', ' ');
            if (_hasOffset)
            {
                return DateTimeOffset.TryParseExact(
                    plain, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
                    ? new WrittenTime(moment.DateTime, moment.Offset)
                    : null;
            }

            return DateTime.TryParseExact(plain, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime shown)
                ? new WrittenTime(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), null)
                : null;
        }
    }
}
