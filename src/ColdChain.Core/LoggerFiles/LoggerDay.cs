using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles;

/// <summary>One day of a logger's history, from midnight to midnight of its own clock.</summary>
public sealed record LoggerDay
{
    /// <summary>Of the probe that the day is of.</summary>
    public required string Sensor { get; init; }

    public required DateOnly Date { get; init; }

    public required LoggerExtreme Minimum { get; init; }

    public required LoggerExtreme Maximum { get; init; }

    /// <summary>Null when the probe was unreadable.</summary>
    public Temperature? Average { get; init; }

    public IReadOnlyList<LoggerDayAlarm> Alarms { get; init; } = [];

    /// <summary>One for each probe, also when it was readable all day.</summary>
    public IReadOnlyList<LoggerTimeout> Timeouts { get; init; } = [];

    /// <summary>When somebody pressed the button in the morning.</summary>
    public TimeOnly? CheckedInMorning { get; init; }

    public TimeOnly? CheckedInAfternoon { get; init; }

    /// <summary>A bit mask, not a count: 8 is the morning check, 16 the afternoon's, 2 seen on activation and clock days (355 days examined).</summary>
    public int? Events { get; init; }

    public IReadOnlyList<LoggerField> Further { get; init; } = [];

    /// <summary>The lowest, then the highest; one that the logger does not have is a fault.</summary>
    public IEnumerable<LoggerReading> Readings =>
        [ReadingOf(Minimum, LoggerReadingSource.DailyMinimum), ReadingOf(Maximum, LoggerReadingSource.DailyMaximum)];

    private LoggerReading ReadingOf(LoggerExtreme extreme, LoggerReadingSource source) => new()
    {
        Sensor = Sensor,
        Source = source,
        At = extreme.At,
        Value = extreme.Value,
        Fault = extreme.Fault,
        Where = extreme.Where,
    };
}
