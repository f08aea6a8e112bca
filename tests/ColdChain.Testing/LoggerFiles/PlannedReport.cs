namespace ColdChain.Testing.LoggerFiles;

/// <summary>What a made-up logger measured, to be written as its report: temperatures in tenths of its own unit, as it writes them.</summary>
public sealed record PlannedReport
{
    public string Model { get; init; } = "Q-tag Fridge-tag 2";

    public string Serial { get; init; } = "169900000001";

    /// <summary>It measures with an external probe.</summary>
    public bool HasExternal { get; init; }

    public bool IsFahrenheit { get; init; }

    public int LowLimitTenths { get; init; } = -5;

    public int LowDelayMinutes { get; init; } = 60;

    public int HighLimitTenths { get; init; } = 80;

    public int HighDelayMinutes { get; init; } = 600;

    public DateTime ActivatedAt { get; init; } = new(2026, 4, 20, 9, 30, 0);

    public DateTime MadeAt { get; init; } = new(2026, 5, 2, 15, 5, 0);

    public DateTime? BatteryLowAt { get; init; }

    /// <summary>Code and time.</summary>
    public (int Code, DateTime At)? OwnError { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PlannedDay> Days { get; init; } = [];

    /// <summary>Null: the model keeps no log.</summary>
    public int? LogMinutes { get; init; }

    public IReadOnlyList<PlannedRow> Log { get; init; } = [];

    /// <summary>A loggers writes CRLF; some tools that carry files make it LF.</summary>
    public bool HasLfAlone { get; init; }

    /// <summary>One day after another back from this one, each in range.</summary>
    public static IReadOnlyList<PlannedDay> QuietDays(DateOnly newest, int count) =>
        [.. Enumerable.Range(0, count).Select(back => new PlannedDay(newest.AddDays(-back)))];
}
