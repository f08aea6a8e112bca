namespace ColdChain.Core.LoggerFiles;

/// <summary>Everything that a logger's file says, in values: nothing was judged and nothing left out.</summary>
/// <remarks>
/// What the file has and no property names is in <see cref="Further"/>. The logger's own limits and alarms are what it was
/// set to, not what its storage unit must keep.
/// </remarks>
public sealed record LoggerFile
{
    public required LoggerFileFormat Format { get; init; }

    /// <summary>As the file has it: <c>Q-tag Fridge-tag 2 L</c>. Null when the file names none.</summary>
    public string? Model { get; init; }

    /// <summary>Null when the file names none (a table) or several loggers; then each reading's sensor says which.</summary>
    public string? Serial { get; init; }

    public string? Firmware { get; init; }

    /// <summary>By which local times became moments; null when none was given or none was needed.</summary>
    public string? Zone { get; init; }

    /// <summary>How often it writes into its log; null when it keeps none or does not say.</summary>
    public TimeSpan? LogInterval { get; init; }

    /// <summary>The log, in the order of the file.</summary>
    public IReadOnlyList<LoggerReading> Log { get; init; } = [];

    /// <summary>The daily history, in the order of the file (of a Fridge-tag: newest first).</summary>
    public IReadOnlyList<LoggerDay> Days { get; init; } = [];

    /// <summary>What the logger was set to.</summary>
    public IReadOnlyList<LoggerAlarmLimit> AlarmLimits { get; init; } = [];

    /// <summary>Each alarm that the logger lists by itself (Q-tag); those of a day are in <see cref="Days"/>.</summary>
    public IReadOnlyList<LoggerAlarmEpisode> AlarmEpisodes { get; init; } = [];

    /// <summary>Activation, report, battery, its own errors, a pressed button.</summary>
    public IReadOnlyList<LoggerMark> Marks { get; init; } = [];

    public LoggerSignature Signature { get; init; } = LoggerSignature.Absent;

    /// <summary>Named by path, such as <c>Conf.Lot</c>.</summary>
    public IReadOnlyList<LoggerField> Further { get; init; } = [];

    /// <summary>What had to be understood, for people: the zone, hours that exist twice, which columns.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Single parts that could not be taken; the rest stands.</summary>
    public IReadOnlyList<LoggerFileFault> Rejected { get; init; } = [];

    /// <summary>The log, then two readings of each day: all that is to be stored, shown or printed.</summary>
    public IEnumerable<LoggerReading> Readings => Log.Concat(Days.SelectMany(day => day.Readings));

    /// <summary>When its probes were unreadable, by its own count: one for each probe and day.</summary>
    public IEnumerable<LoggerTimeout> Timeouts => Days.SelectMany(day => day.Timeouts).Where(timeout => timeout.Minutes > 0);
}
