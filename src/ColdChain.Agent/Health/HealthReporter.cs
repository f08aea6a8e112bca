using ColdChain.Agent.Buffer;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Health;

/// <summary>Makes the report that the server and the status page show.</summary>
public sealed class HealthReporter(AgentHealth health, IReadingBuffer buffer, string dataDirectory)
{
    public static string Version { get; } = typeof(HealthReporter).Assembly.GetName().Version?.ToString(3) ?? "?";

    /// <exception cref="JournalFaultException">The buffer cannot be read.</exception>
    public async ValueTask<AgentHealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        HealthSnapshot now = health.Snapshot();
        return new AgentHealthReport
        {
            Version = Version,
            StartedAt = now.StartedAt.UnixMilliseconds,
            Waiting = await buffer.CountAsync(cancellationToken),
            BufferBytes = BufferBytes(),
            ClockOffset = (long?)now.Server.ClockOffset?.TotalMilliseconds,
            Sources = [.. now.Sources.Take(AgentHealthReport.MostNamed).Select(one =>
                new SourceReport(one.Name, Cut(one.Fault), one.Since.UnixMilliseconds))],
            Sensors = [.. now.Sensors.Take(AgentHealthReport.MostNamed).Select(one =>
                new SensorReport(one.Sensor.ToString(), one.Last?.MeasuredAt.UnixMilliseconds, Cut(one.Fault), Cut(one.Said)))],
        };
    }

    /// <summary>The journal with its write-ahead log.</summary>
    public long BufferBytes() => new DirectoryInfo(dataDirectory) is { Exists: true } folder
        ? folder.EnumerateFiles(SqliteReadingBuffer.FileName + "*").Sum(file => file.Exists ? file.Length : 0)
        : 0;

    private static string? Cut(string? text) => text is { Length: > AgentHealthReport.LongestText } ? text[..AgentHealthReport.LongestText] : text;
}
