using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>Reads the values of a report: temperatures in its unit, times of its clock, whole numbers. What cannot be read is kept with its line.</summary>
internal sealed class ReportValues(LoggerClock clock, bool isFahrenheit)
{
    private const string MomentFormat = "yyyy-MM-dd HH:mm";
    private const string ClockFormat = "HH:mm";
    private const string DateFormat = "yyyy-MM-dd";

    private readonly ValueForm _temperatures = new(isFahrenheit);
    private readonly List<LoggerFileFault> _rejected = [];

    public IReadOnlyList<LoggerFileFault> Rejected => _rejected;

    public LoggerClock Clock => clock;

    /// <summary>A temperature or why there is none; text that is neither is rejected, and a fault too.</summary>
    public (Temperature? Value, LoggerReadingFault? Fault) Temperature(string text, string where)
    {
        switch (_temperatures.Read(text))
        {
            case WrittenValue.Measured measured:
                return (measured.Value, null);
            case WrittenValue.Faulty faulty:
                return (null, new LoggerReadingFault(faulty.Fault, faulty.Detail));
            default:
                Reject(where, $"'{Short(text)}' is not a temperature");
                return (null, new LoggerReadingFault(SensorFault.Garbled, $"the file says '{Short(text)}'"));
        }
    }

    /// <summary>Null where the report leaves it out, has no value or has none that can be read.</summary>
    public Temperature? OptionalTemperature(ReportNode? node) => node is null ? null : Temperature(node.Value, node.Where).Value;

    /// <summary>Null where the report leaves it out or empty.</summary>
    public int? Whole(ReportNode? node)
    {
        if (node is null or { Value.Length: 0 })
        {
            return null;
        }

        if (int.TryParse(node.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        Reject(node.Where, $"{node.Key} is '{Short(node.Value)}', not a whole number");
        return null;
    }

    /// <summary>Minutes since a limit was passed or a probe was lost; 0 where they cannot be read.</summary>
    public int Minutes(ReportNode? node) => Whole(node) ?? 0;

    /// <summary>Date and time; null where the report leaves it out or empty.</summary>
    public LoggerMoment? Moment(ReportNode? node)
    {
        if (node is null || IsNone(node.Value))
        {
            return null;
        }

        if (TryMoment(node.Value, out DateTime local))
        {
            return clock.Of(local);
        }

        Reject(node.Where, $"{node.Key} is '{Short(node.Value)}', not a time such as 2026-05-01 08:00");
        return null;
    }

    /// <summary>A time of this day, or a date with its time; null where the report leaves it out or empty.</summary>
    public LoggerMoment? MomentOn(DateOnly date, ReportNode? node) =>
        node is not null && TimeOnly.TryParseExact(node.Value, ClockFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? clock.Of(date.ToDateTime(time))
            : Moment(node);

    public TimeOnly? TimeOfDay(DateOnly date, ReportNode? node) =>
        MomentOn(date, node) is { Local: { } local } ? TimeOnly.FromDateTime(local) : null;

    public static bool TryMoment(string text, out DateTime local) =>
        DateTime.TryParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public void Reject(string where, string reason) => _rejected.Add(new LoggerFileFault(where, reason));

    private static bool IsNone(string text) => text.AsSpan().TrimStart("-. ").IsEmpty;

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
