using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Sheets;

/// <summary>Reads the cells of one line and notes every mistake of them, so that all are listed at once.</summary>
internal sealed class SheetCells<TColumn>(SheetRow<TColumn> row, SheetNames<TColumn> columns, ICollection<ImportMistake> mistakes)
    where TColumn : struct, Enum
{
    private const int LongestText = 200;
    private const int LongestList = 20_000;

    private static readonly string[] DayForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    private static readonly string[] MomentForms =
        [.. DayForms.SelectMany(day => new[] { $"{day} H:mm", $"{day} H:mm:ss", $"{day}'T'HH:mm", $"{day}'T'HH:mm:ss" })];

    private static readonly string[] ZonedForms =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public bool IsClean { get; private set; } = true;

    public string? Text(TColumn column) => Limited(column, LongestText);

    public string? LongText(TColumn column) => Limited(column, LongestList);

    public string? RequiredText(TColumn column)
    {
        string? text = Text(column);
        if (row[column] is null)
        {
            Refuse(column, "没有填写", "is empty");
        }

        return text;
    }

    public long? Count(TColumn column)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        // "1,200" and "1 200" are how spreadsheets show it; anything else is no count.
        string digits = text.Replace(",", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal);
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            return count;
        }

        Refuse(column, "不是整数", "is no whole number");
        return null;
    }

    public int? SmallCount(TColumn column)
    {
        long? count = Count(column);
        if (count > 1_000_000)
        {
            Refuse(column, "太大", "is too large");
            return null;
        }

        return (int?)count;
    }

    public Temperature? Celsius(TColumn column)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        string number = text.Replace("℃", string.Empty, StringComparison.Ordinal).Replace("°C", string.Empty, StringComparison.Ordinal).Trim();
        bool isNumber = decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal celsius);
        if (isNumber && Math.Abs(celsius) <= 1_000 && ReadingLimits.IsPlausible(Temperature.FromCelsius(celsius)))
        {
            return Temperature.FromCelsius(celsius);
        }

        Refuse(column, "不是摄氏温度", "is no temperature in degrees Celsius");
        return null;
    }

    public int? Metres(TColumn column) => Thousandths(column, 100_000, ("不是公里数", "is no number of kilometres"));

    public int? Millilitres(TColumn column) => Thousandths(column, 1_000_000, ("不是升数", "is no number of litres"));

    /// <summary>A width of degrees, with or without ± and unit; more than nothing, and at most <paramref name="most"/> thousandths.</summary>
    public int? MilliKelvin(TColumn column, int most)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        string number = text.TrimStart('±', ' ').Replace("℃", string.Empty, StringComparison.Ordinal).Replace("°C", string.Empty, StringComparison.Ordinal).Trim();
        bool isNumber = decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal kelvin);
        if (isNumber && kelvin > 0 && kelvin <= most / 1_000m)
        {
            return (int)decimal.Round(kelvin * 1_000m);
        }

        Refuse(column, $"应大于 0 且不超过 {most / 1_000m}", $"must be more than 0 and at most {most / 1_000m}");
        return null;
    }

    /// <summary>One of a list, by its name in either language; null and a mistake for anything else, null for an empty cell.</summary>
    public TChoice? Choice<TChoice>(TColumn column, SheetNames<TChoice> choices)
        where TChoice : struct, Enum
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (choices.Find(text) is { } choice)
        {
            return choice;
        }

        Refuse(
            column,
            $"应为{string.Join("、", choices.All.Select(choices.Chinese))}之一",
            $"must be one of {string.Join(", ", choices.All.Select(choices.English))}");
        return null;
    }

    /// <summary>Notes the mistake when the cell is empty.</summary>
    public void Require(TColumn column)
    {
        if (row[column] is null)
        {
            Refuse(column, "没有填写", "is empty");
        }
    }

    public DateOnly? Day(TColumn column)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        Refuse(column, "不是日期，例如 2027-06-30", "is no date such as 2027-06-30");
        return null;
    }

    /// <summary>With an offset it stands for itself; without one, or a mere day (its beginning), it is the book's local time.</summary>
    public Instant? Moment(TColumn column, TimeZoneInfo zone)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        string zoned = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (DateTimeOffset.TryParseExact(zoned, ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment))
        {
            return Plausible(column, moment);
        }

        if (DateTime.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            || DateTime.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out local))
        {
            bool isPlausibleYear = local.Year is > 2000 and < 2200;
            return isPlausibleYear
                ? Plausible(column, new DateTimeOffset(local, zone.GetUtcOffset(local)))
                : Plausible(column, DateTimeOffset.UnixEpoch);
        }

        Refuse(column, "不是时间，例如 2026-05-01 08:30", "is no moment such as 2026-05-01 08:30");
        return null;
    }

    public void Refuse(TColumn column, string chinese, string english)
    {
        string written = row[column] is { } text ? (text.Length <= 40 ? text : text[..40] + "…") : string.Empty;
        string quoted = written.Length > 0 ? $"“{written}”" : string.Empty;
        string quotedEnglish = written.Length > 0 ? $" '{written}'" : string.Empty;
        Note($"{columns.Chinese(column)}{quoted}{chinese}。", $"{columns.English(column)}{quotedEnglish} {english}.");
    }

    public void Note(string chinese, string english)
    {
        IsClean = false;
        if (mistakes.Count < SheetBounds.MostMistakes)
        {
            mistakes.Add(new ImportMistake(row.Number, chinese, english) { Sheet = row.Sheet });
        }
    }

    /// <summary>A number with up to three decimals, in thousandths of what is written; from 0 to <paramref name="most"/>.</summary>
    private int? Thousandths(TColumn column, int most, (string Chinese, string English) objection)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        bool isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal whole);
        if (isNumber && whole >= 0 && whole <= most)
        {
            return (int)decimal.Round(whole * 1_000m);
        }

        Refuse(column, objection.Chinese, objection.English);
        return null;
    }

    private Instant? Plausible(TColumn column, DateTimeOffset moment)
    {
        if (moment.Year is > 2000 and < 2200)
        {
            return Instant.FromDateTimeOffset(moment);
        }

        Refuse(column, "的年份不可能", "has an impossible year");
        return null;
    }

    private string? Limited(TColumn column, int longest)
    {
        string? text = row[column];
        if (text is null || (text.Length <= longest && !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))))
        {
            return text;
        }

        Refuse(column, $"超过 {longest} 个字符或含有控制字符", $"is longer than {longest} characters or holds control characters");
        return null;
    }
}
