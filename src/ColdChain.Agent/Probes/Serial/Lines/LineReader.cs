using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>One line of text to temperatures. Pure.</summary>
public static class LineReader
{
    private const int LongestShown = 80;

    public static LineReading Read(string line, LineProfile profile)
    {
        if (profile.Form == LineForm.Kernel)
        {
            return One("temperature", KernelText.Read(line));
        }

        if (line.Any(letter => letter is < ' ' and not '\t' or '\x7F'))
        {
            return new LineReading.Refused($"holds control characters: {Show(line)}");
        }

        if (profile.Length is { } length && line.Length != length)
        {
            return new LineReading.Refused(Text($"is {line.Length} characters long, {length} are sent: {Show(line)}"));
        }

        string trimmed = line.Trim();
        if (profile.Faults.FirstOrDefault(fault => fault.Pattern.Match(trimmed) is not null) is { } told)
        {
            PointOutcome outcome = PointOutcome.Faulted(told.Fault, $"{Show(trimmed)}: {told.Says}");
            return new LineReading.Measured(
                profile.Temperatures.ToDictionary(name => name, _ => outcome), new Dictionary<string, decimal>());
        }

        if (profile.Ignored.FirstOrDefault(ignored => ignored.Pattern.Match(trimmed) is not null) is { } known)
        {
            return new LineReading.Ignored(known.Says);
        }

        foreach (LinePattern pattern in profile.Patterns)
        {
            if (pattern.Match(trimmed) is { } numbers)
            {
                return Judge(numbers, profile);
            }
        }

        return new LineReading.Refused($"is not a line of {profile.Name}: {Show(trimmed)}");
    }

    private static LineReading.Measured Judge(Dictionary<string, decimal> numbers, LineProfile profile) => new(
        numbers.Where(number => LineProfile.IsTemperature(number.Key))
            .ToDictionary(number => number.Key, number => Judge(number.Value, profile)),
        numbers.Where(number => !LineProfile.IsTemperature(number.Key)).ToDictionary());

    private static PointOutcome Judge(decimal celsius, LineProfile profile)
    {
        if (profile.Codes.FirstOrDefault(code => code.Raw == celsius) is { } code)
        {
            return PointOutcome.Faulted(code.Fault, Text($"{celsius}: {code.Says}"));
        }

        // Twelve digits fit a decimal but no temperature.
        if (Math.Abs(celsius) > 1000m || !profile.Range.Holds(Temperature.FromCelsius(celsius)))
        {
            return PointOutcome.Faulted(SensorFault.OutOfRange, Text($"{celsius} °C is beyond what this device measures"));
        }

        return PointOutcome.Measured(Temperature.FromCelsius(celsius));
    }

    private static LineReading One(string name, PointOutcome outcome) => outcome.Fault == SensorFault.Garbled
        ? new LineReading.Refused(outcome.Detail)
        : new LineReading.Measured(
            new Dictionary<string, PointOutcome> { [name] = outcome }, new Dictionary<string, decimal>());

    /// <summary>For an event: short, and without what a terminal would obey.</summary>
    private static string Show(string line)
    {
        string shown = string.Concat(line.Take(LongestShown).Select(letter => letter is < ' ' or > '~' ? '.' : letter));
        return $"\"{shown}\"{(line.Length > LongestShown ? "..." : string.Empty)}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
