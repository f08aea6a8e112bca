namespace ColdChain.Core.LoggerFiles;

/// <summary>How a logger came to keep a temperature.</summary>
public enum LoggerReadingSource
{
    /// <summary>Written at its interval.</summary>
    Log,

    /// <summary>The lowest of a day: kept and shown, never fed to the detector, which would take it for a series.</summary>
    DailyMinimum,

    /// <summary>The highest of a day; likewise.</summary>
    DailyMaximum,
}
