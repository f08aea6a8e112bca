using System.Buffers;
using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>How the values of a file are written.</summary>
/// <param name="IsFahrenheit">The header says so; a value with a unit of its own is read by that.</param>
public sealed record ValueForm(bool IsFahrenheit)
{
    /// <summary>A number with more characters is not one that a probe made.</summary>
    private const int LongestNumber = 40;

    /// <summary>Far beyond every sentinel, and well within what an integer of m°C holds.</summary>
    private const decimal Absurd = 1_000_000m;

    private static readonly WrittenValue.Unreadable NotRead = new();

    private static readonly SearchValues<char> Marks = SearchValues.Create("-.#*_?– ");

    private static readonly string[] SaysNothing =
    [
        "nan", "-nan", "null", "none", "nil", "n/a", "na", "#n/a", "inf", "-inf", "+inf", "err", "error", "fault", "open", "short",
        "missing", "no probe", "disconnected", "unavailable", "unknown", "无", "缺失", "故障",
    ];

    private static readonly string[] CelsiusUnits = ["°c", "℃", "ºc", "\ufffdc", "degc", "deg c", "° c", "celsius", "摄氏度", "c", "°"];
    private static readonly string[] FahrenheitUnits = ["°f", "℉", "ºf", "\ufffdf", "degf", "deg f", "° f", "fahrenheit", "f"];

    public WrittenValue Read(string text)
    {
        string cell = text.Trim(' ', '\t', '\u00a0', '\u202f', '"', '\'');
        // Nearly every cell is a bare number: the words and units are not tried on it.
        if (cell.Length > 0 && char.IsAsciiDigit(cell[^1]) && TryNumber(cell, out decimal bare))
        {
            return Judge(bare, IsFahrenheit);
        }

        if (IsNothing(cell))
        {
            return new WrittenValue.Faulty(SensorFault.ProbeMissing, cell.Length == 0 ? "the cell is empty" : $"the file says \"{cell}\"");
        }

        bool isFahrenheit = IsFahrenheit;
        if (CutUnit(ref cell, FahrenheitUnits))
        {
            isFahrenheit = true;
        }
        else if (CutUnit(ref cell, CelsiusUnits))
        {
            isFahrenheit = false;
        }

        return TryNumber(cell, out decimal number) ? Judge(number, isFahrenheit) : NotRead;
    }

    /// <summary>85.0 °C is told from a temperature only by its neighbours: it is a temperature here.</summary>
    private static WrittenValue Judge(decimal number, bool isFahrenheit)
    {
        if (Math.Abs(number) > Absurd)
        {
            return OutOfRange(number);
        }

        Temperature value = isFahrenheit ? Temperature.FromFahrenheit(number) : Temperature.FromCelsius(number);
        if (SentinelValues.Meaning(value) is { } meaning)
        {
            return new WrittenValue.Faulty(SensorFault.Sentinel, $"{Plain(number)}: {meaning}");
        }

        return ReadingLimits.IsPlausible(value) ? new WrittenValue.Measured(value) : OutOfRange(number);
    }

    private static WrittenValue.Faulty OutOfRange(decimal number) => new(
        SensorFault.OutOfRange, $"{Plain(number)} cannot be the temperature of a store");

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Empty, a word for nothing, or only marks: <c>---</c>, <c>--.-</c>, <c>###</c>, <c>***</c>.</summary>
    private static bool IsNothing(string cell) =>
        cell.AsSpan().IndexOfAnyExcept(Marks) < 0
        || SaysNothing.Contains(cell, StringComparer.OrdinalIgnoreCase);

    private static bool CutUnit(ref string cell, string[] units)
    {
        foreach (string unit in units)
        {
            if (cell.Length > unit.Length && cell.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && cell[..^unit.Length].TrimEnd(' ', '\u00a0', '\u202f') is { Length: > 0 } number && char.IsAsciiDigit(number[^1]))
            {
                cell = number;
                return true;
            }
        }

        return false;
    }

    /// <summary>With a decimal point, or with a decimal comma: no temperature has thousands to group.</summary>
    private static bool TryNumber(string cell, out decimal number)
    {
        number = 0;
        if (cell.Length > LongestNumber)
        {
            return false;
        }

        string plain = cell.Replace('\u2212', '-');
        if (plain.Contains(',', StringComparison.Ordinal) && !plain.Contains('.', StringComparison.Ordinal))
        {
            plain = plain.Replace(',', '.');
        }

        return decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
