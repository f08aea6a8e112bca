using System.Globalization;
using System.Text;

namespace ColdChain.Agent.Health.Page;

/// <summary>The agent's figures in the text format of Prometheus (version 0.0.4).</summary>
public static class AgentMetrics
{
    public static string Render(StatusView view, TimeSpan processorTime, long residentBytes)
    {
        ArgumentNullException.ThrowIfNull(view);
        StringBuilder text = new();
        HealthSnapshot health = view.Health;
        Figure(text, "coldchain_agent_readings_stored_total", "counter", "Readings on the disk since the start", health.StoredReadings);
        Figure(text, "coldchain_agent_buffer_entries", "gauge", "Entries that the server does not have yet, -1 when unreadable", view.Waiting ?? -1);
        Figure(text, "coldchain_agent_buffer_bytes", "gauge", "Size of the buffer's files", view.BufferBytes);
        Figure(text, "coldchain_agent_start_time_seconds", "gauge", "When this run began, Unix time", health.StartedAt.UnixMilliseconds / 1000m);
        Figure(text, "process_resident_memory_bytes", "gauge", "Resident memory", residentBytes);
        Figure(text, "process_cpu_seconds_total", "counter", "Processor time used", (decimal)processorTime.TotalSeconds);
        if (health.Server.AnsweredAt is { } answered)
        {
            Figure(text, "coldchain_agent_server_answered_seconds", "gauge", "When the server last took a batch, Unix time", answered.UnixMilliseconds / 1000m);
        }

        if (health.Server.ClockOffset is { } offset)
        {
            Figure(text, "coldchain_agent_clock_offset_seconds", "gauge", "The server's clock less this machine's", (decimal)offset.TotalSeconds);
        }

        Head(text, "coldchain_agent_source_up", "gauge", "1 while a source works");
        foreach (SourceStanding source in health.Sources)
        {
            Line(text, $"coldchain_agent_source_up{{source=\"{Label(source.Name)}\"}}", source.Fault is null ? 1 : 0);
        }

        Sensors(text, health.Sensors);
        return text.ToString();
    }

    private static void Sensors(StringBuilder text, IReadOnlyList<SensorStanding> sensors)
    {
        Head(text, "coldchain_agent_sensor_up", "gauge", "1 while a sensor gives temperatures");
        foreach (SensorStanding sensor in sensors)
        {
            Line(text, $"coldchain_agent_sensor_up{{sensor=\"{sensor.Sensor}\"}}", sensor.Fault is null ? 1 : 0);
        }

        Head(text, "coldchain_agent_sensor_celsius", "gauge", "The newest temperature");
        foreach (SensorStanding sensor in sensors.Where(sensor => sensor.Last is not null))
        {
            Line(text, $"coldchain_agent_sensor_celsius{{sensor=\"{sensor.Sensor}\"}}", sensor.Last!.Value.Value.MilliCelsius / 1000m);
        }

        Head(text, "coldchain_agent_sensor_measured_seconds", "gauge", "When that was, Unix time");
        foreach (SensorStanding sensor in sensors.Where(sensor => sensor.Last is not null))
        {
            Line(text, $"coldchain_agent_sensor_measured_seconds{{sensor=\"{sensor.Sensor}\"}}", sensor.Last!.Value.MeasuredAt.UnixMilliseconds / 1000m);
        }
    }

    private static void Figure(StringBuilder text, string name, string kind, string help, decimal value)
    {
        Head(text, name, kind, help);
        Line(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string kind, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");

    private static void Line(StringBuilder text, string series, decimal value) =>
        text.Append(CultureInfo.InvariantCulture, $"{series} {value}\n");

    private static string Label(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
