using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.LoggerFiles.Import;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Files;

/// <summary>What is stored of a file at once: the readings of one sensor and day, or one event.</summary>
/// <param name="Key">The hash of what it says: the same in every export that says the same.</param>
/// <remarks>Days are those of UTC: where they are cut must not depend on what else a file holds.</remarks>
internal sealed record ImportPart(string Key, IReadOnlyList<Reading> Readings, IReadOnlyList<WireEvent> Events)
{
    /// <summary>A day of a reading a minute is cut into three; bounds a transaction.</summary>
    public const int MostReadings = 500;

    private const int LongestName = 120;

    private const long DayMilliseconds = 24L * 60 * 60 * 1000;

    public static IEnumerable<ImportPart> Of(LoggerReadout readout) =>
        readout.Readings
            .GroupBy(reading => (reading.Sensor, reading.IsDaily, Day: reading.MeasuredAt.UnixMilliseconds / DayMilliseconds))
            .SelectMany(day => day.Distinct().Chunk(MostReadings).Select(Of))
            .Concat(readout.Events.Select(Of));

    public static ImportPart Of(WireEvent happened) => new(
        Hash([string.Join('|', "event", happened.Kind, happened.Sensor, Number(happened.At), happened.Detail)]), [], [happened]);

    /// <summary>That a file was not taken: told once for one text, however often it is put back.</summary>
    public static ImportPart OfRejected(string fileName, Rejection why, Instant now)
    {
        string detail = $"{LogText.OneLine(fileName, LongestName)}: {why.Summary}";
        return Of(new WireEvent { Sequence = 0, Kind = WireEventKinds.LoggerFileRejected, At = now.UnixMilliseconds, Detail = detail }) with
        {
            Key = Hash(["rejected", detail]),
        };
    }

    private static ImportPart Of(Reading[] readings) => new(
        Hash(readings.Select(reading => string.Join(
            '|',
            "reading",
            reading.Sensor,
            Number(reading.MeasuredAt.UnixMilliseconds),
            Number(reading.Value.MilliCelsius),
            Number((int)reading.Flags)))),
        readings,
        []);

    private static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
