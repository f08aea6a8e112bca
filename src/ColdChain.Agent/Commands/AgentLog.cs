using System.Globalization;
using ColdChain.Agent.Configuration;
using Serilog;
using Serilog.Formatting.Json;

namespace ColdChain.Agent.Commands;

/// <summary>Serilog as the agent uses it: lines for people on the console, JSON in the daily file.</summary>
internal static class AgentLog
{
    private const long LargestFileBytes = 10 * 1024 * 1024;

    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static Serilog.Core.Logger Create(LogOptions options) => new LoggerConfiguration()
        .MinimumLevel.Is(options.Level)
        .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture)
        .WriteTo.File(
            new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
            Path.Combine(options.Directory, "agent-.log"),
            rollingInterval: RollingInterval.Day,
            rollOnFileSizeLimit: true,
            fileSizeLimitBytes: LargestFileBytes,
            retainedFileCountLimit: options.KeepFiles)
        .CreateLogger();
}
