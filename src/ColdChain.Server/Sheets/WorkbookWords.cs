using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ColdChain.Server.Sheets;

/// <summary>What the cells of a workbook say as text: shared words, numbers as typed, days and moments as ISO writes them.</summary>
internal sealed class WorkbookWords
{
    /// <summary>Serial number of 9999-12-31; larger ones are no day.</summary>
    private const int LastDay = 2_958_465;

    /// <summary>Day 0 of workbooks, and how many days later those of old Macintoshes begin.</summary>
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private const int MacintoshOffset = 1_462;

    private readonly List<string> _shared = [];
    private readonly HashSet<uint> _dateStyles = [];
    private int _offset;

    private WorkbookWords()
    {
    }

    public static WorkbookWords Of(WorkbookPart book)
    {
        WorkbookWords words = new() { _offset = book.Workbook.WorkbookProperties?.Date1904?.Value is true ? MacintoshOffset : 0 };
        if (book.SharedStringTablePart is { } shared)
        {
            words.ReadShared(shared);
        }

        if (book.WorkbookStylesPart?.Stylesheet is { } styles)
        {
            words.ReadStyles(styles);
        }

        return words;
    }

    public string Of(Cell cell)
    {
        string value = cell.CellValue?.Text ?? string.Empty;
        CellValues type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.SharedString)
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < _shared.Count ? _shared[index] : string.Empty;
        }

        if (type == CellValues.InlineString)
        {
            return cell.InlineString is { } inline ? TextOf(inline) : string.Empty;
        }

        return type == CellValues.Number ? Number(value, cell.StyleIndex?.Value ?? 0) : value;
    }

    private static bool IsDate(uint format, Dictionary<uint, string> codes)
    {
        // The built-in formats of days and moments, the Chinese ones (27 to 36, 50 to 58) among them: ECMA-376 part 1, 18.8.30.
        if (format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58))
        {
            return true;
        }

        return codes.TryGetValue(format, out string? code) && LooksLikeDate(code);
    }

    private static bool LooksLikeDate(string code)
    {
        bool isQuoted = false;
        bool isBracketed = false;
        for (int index = 0; index < code.Length; index++)
        {
            char letter = code[index];
            (isQuoted, isBracketed) = letter switch
            {
                '"' => (!isQuoted, isBracketed),
                '[' => (isQuoted, true),
                ']' => (isQuoted, false),
                _ => (isQuoted, isBracketed),
            };
            if (letter == '\\')
            {
                index++;
            }
            else if (!isQuoted && !isBracketed && letter is 'y' or 'Y' or 'd' or 'D' or 'h' or 'H')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Without the signs of pronunciation that stand over some words.</summary>
    private static string TextOf(RstType item) =>
        item.Text?.Text ?? string.Concat(item.Elements<Run>().Select(run => run.Text?.Text));

    private void ReadShared(SharedStringTablePart part)
    {
        using OpenXmlReader reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                _shared.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
            }
        }
    }

    private void ReadStyles(Stylesheet styles)
    {
        Dictionary<uint, string> codes = [];
        foreach (NumberingFormat format in styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            codes[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? string.Empty;
        }

        uint style = 0;
        foreach (CellFormat format in styles.CellFormats?.Elements<CellFormat>() ?? [])
        {
            if (IsDate(format.NumberFormatId?.Value ?? 0, codes))
            {
                _dateStyles.Add(style);
            }

            style++;
        }
    }

    private string Number(string value, uint style)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return value;
        }

        decimal days = number + _offset;
        if (!_dateStyles.Contains(style) || days < 1 || days > LastDay)
        {
            // A spreadsheet keeps 5.1 as 5.0999999999999996.
            return decimal.Round(number, 9).ToString("0.#########", CultureInfo.InvariantCulture);
        }

        DateTime moment = DayZero.AddTicks(decimal.ToInt64(decimal.Round(days * 86_400m)) * TimeSpan.TicksPerSecond);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
