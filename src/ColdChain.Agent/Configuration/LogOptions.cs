using Serilog.Events;

namespace ColdChain.Agent.Configuration;

/// <summary>What is logged, and where. No secret is ever in it.</summary>
public sealed record LogOptions
{
    public const int DefaultKeepFiles = 14;

    /// <summary>The folder of the daily files <c>agent-yyyyMMdd.log</c>.</summary>
    public required string Directory { get; init; }

    /// <value>Default information.</value>
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    /// <summary>How many daily files are kept; each ends at 10 MB.</summary>
    /// <value>Default 14, from 1 to 366.</value>
    public int KeepFiles { get; init; } = DefaultKeepFiles;
}
