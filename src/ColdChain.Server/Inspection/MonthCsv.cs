using System.Globalization;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Api;
using ColdChain.Server.People;

namespace ColdChain.Server.Inspection;

/// <summary>The monthly sheet as CSV (RFC 4180), in UTF-8 with the mark that makes spreadsheets read Chinese.</summary>
internal static class MonthCsv
{
    public static async Task<IResult> GetAsync(string month, string unit, HttpContext http, MonthSheetReader reader, CurrentLanguage language)
    {
        Instant now = http.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant();
        if (!MonthAddress.TryParse(month, out DateOnly first)
            || !StorageUnitId.TryParse(unit, CultureInfo.InvariantCulture, out StorageUnitId id)
            || await reader.FindAsync(id, first, now, http.RequestAborted) is not { } sheet)
        {
            return Results.NotFound();
        }

        byte[] file = [.. CsvText.Mark, .. Encoding.UTF8.GetBytes(Write(sheet, language))];
        string name = $"{MonthAddress.Of(first)}-{id.ToString().Replace('/', '-')}.csv";
        return Results.File(file, "text/csv; charset=utf-8", name);
    }

    public static string Write(MonthSheet sheet, CurrentLanguage language)
    {
        MonthText text = new(language, sheet);
        StringBuilder csv = new();
        CsvText.AppendLine(csv, Head(language));
        foreach (MonthDay day in sheet.Days)
        {
            CsvText.AppendLine(csv, Row(day, text, language));
        }

        return csv.ToString();
    }

    private static string[] Head(CurrentLanguage language) =>
    [
        language.Say("日期", "date"),
        language.Say("最低(°C)", "lowest (°C)"), language.Say("最高(°C)", "highest (°C)"), language.Say("平均(°C)", "mean (°C)"),
        language.Say("超出范围(分钟)", "out of range (min)"), language.Say("无数据(分钟)", "unobserved (min)"),
        .. SlotHead(language.Say("上午", "morning"), language), .. SlotHead(language.Say("下午", "afternoon"), language),
        language.Say("温度异常", "excursions"), language.Say("处置", "action"),
        language.Say("记录仪自记最低(°C)", "logger's own lowest (°C)"), language.Say("记录仪自记最高(°C)", "logger's own highest (°C)"),
    ];

    private static string[] SlotHead(string slot, CurrentLanguage language) =>
    [
        slot + language.Say("时间", " time"), slot + language.Say("冷藏(°C)", " fridge (°C)"), slot + language.Say("冷冻(°C)", " freezer (°C)"),
        slot + language.Say("记录人", " signed by"), slot + language.Say("备注", " remark"),
    ];

    private static string[] Row(MonthDay day, MonthText text, CurrentLanguage language) =>
    [
        day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        text.Celsius(day.Figures.Lowest), text.Celsius(day.Figures.Highest), text.Celsius(day.Figures.Mean),
        day.HasBegun ? Whole(MonthText.Minutes(day.Figures.OutMilliseconds)) : string.Empty,
        day.HasBegun ? Whole(MonthText.Minutes(day.Figures.UnobservedMilliseconds)) : string.Empty,
        .. Slot(day.Morning, day.MorningHasPassed, text, language), .. Slot(day.Afternoon, day.AfternoonHasPassed, text, language),
        CsvText.Typed(string.Join(" | ", day.Excursions.Select(text.What))), CsvText.Typed(string.Join(" | ", day.Excursions.Select(text.Done))),
        text.Celsius(day.Logger?.Lowest), text.Celsius(day.Logger?.Highest),
    ];

    private static string[] Slot(HandReadingEntry? entry, bool hasPassed, MonthText text, CurrentLanguage language)
    {
        if (entry is null)
        {
            return [string.Empty, string.Empty, string.Empty, string.Empty, hasPassed ? language.Say("未记录", "not recorded") : string.Empty];
        }

        string late = entry.IsLate ? language.Say("补录：", "late entry: ") : entry.VoidsId is null ? string.Empty : language.Say("更正：", "corrected: ");
        return
        [
            text.Time(entry.ReadAt, "HH:mm"), text.Celsius(entry.Value), text.Celsius(entry.FreezerValue), CsvText.Typed(entry.SignedBy), CsvText.Typed(late + entry.Reason),
        ];
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
