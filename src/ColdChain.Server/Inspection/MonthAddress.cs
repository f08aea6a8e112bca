using System.Globalization;
using ColdChain.Core.Identity;

namespace ColdChain.Server.Inspection;

/// <summary>How addresses spell a month: <c>2026-11</c>.</summary>
internal static class MonthAddress
{
    /// <summary>The first day of the month; false for anything else, such as a month without its zero.</summary>
    public static bool TryParse(string? text, out DateOnly month) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out month)
        && month.Year is >= 2020 and < 2200;

    public static string Of(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Page(DateOnly month, StorageUnitId unit) => $"/months/{Of(month)}/{unit}";
}
