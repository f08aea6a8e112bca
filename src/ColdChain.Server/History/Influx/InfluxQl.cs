using System.Globalization;

namespace ColdChain.Server.History.Influx;

/// <summary>The few statements of InfluxQL that are asked. Every text in them is quoted here, whatever it holds.</summary>
internal static class InfluxQl
{
    public static string Points(InfluxRange range) => Points(range.Sensor.ToString(), range.From, range.To);

    /// <param name="sensor">Any text.</param>
    /// <param name="from">Unix milliseconds; is in.</param>
    /// <param name="to">Unix milliseconds; is out.</param>
    public static string Points(string sensor, long from, long to) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {string.Join(',', LineProtocol.Fields.Select(Name))} FROM {Name(LineProtocol.Measurement)} "
        + $"WHERE {Name(LineProtocol.SensorTag)} = {Text(sensor)} AND time >= {from}ms AND time < {to}ms");

    public static string RetentionPolicies(string database) => $"SHOW RETENTION POLICIES ON {Name(database)}";

    public static string CreateDatabase(string database) => $"CREATE DATABASE {Name(database)}";

    /// <summary>A literal: no text can end it early.</summary>
    private static string Text(string text) => $"'{Escaped(text).Replace("'", @"\'", StringComparison.Ordinal)}'";

    private static string Name(string name) => $"\"{Escaped(name).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
