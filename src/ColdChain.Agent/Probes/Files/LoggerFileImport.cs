using System.Globalization;
using System.Security.Cryptography;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Import;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Files;

/// <summary>Bytes of a file to the parts that are stored of it, or to the reason why not. Pure.</summary>
internal sealed class LoggerFileImport(LoggerFilesOptions options)
{
    private const int LongestName = 120;

    private readonly Dictionary<string, SensorId> _sensors = options.Loggers
        .Where(logger => logger.Serial is not null)
        .ToDictionary(logger => logger.Serial!, logger => logger.Sensor, StringComparer.Ordinal);

    public ImportOutcome Of(string fileName, ReadOnlySpan<byte> bytes, Instant now)
    {
        KnownLogger? named = options.Loggers.FirstOrDefault(logger => logger.HasName(fileName));
        LoggerFileTerms terms = new() { Zone = named?.Zone, Mapping = named?.Table, IssuerKey = options.IssuerKey };
        LoggerFileOutcome outcome = LoggerFileDecoder.Decode(bytes, terms);
        if (outcome is not LoggerFileOutcome.Read { File: var file })
        {
            return Refused(RejectionKind.Unreadable, ReasonsOf(outcome));
        }

        if (RejectionOf(file.Signature, file.Format) is { } unsigned)
        {
            return Refused(unsigned, [file.Signature.Words]);
        }

        LoggerPlaces places = new(_sensors, named?.Sensor);
        if (places.Unknown(file) is { } unknown)
        {
            return Refused(RejectionKind.UnknownLogger, [$"serial {LogText.OneLine(unknown, LongestName)}"]);
        }

        if (places.Clash(file) is { } clash)
        {
            return Refused(RejectionKind.Ambiguous, [$"{clash.First} and {clash.Second} would be one sensor"]);
        }

        TimeZoneInfo[] zones = named is not null ? [named.Zone] : ZonesOf(file);
        return zones.Length > 1
            ? Refused(RejectionKind.Ambiguous, [$"its loggers have the zones {string.Join(", ", zones.Select(zone => zone.Id))}"])
            : named is null && zones.Length == 1 && LoggerFileDecoder.Decode(bytes, terms with { Zone = zones[0] }) is LoggerFileOutcome.Read again
                ? Taken(fileName, bytes, again.File, (places, zones[0]), now)
                : Taken(fileName, bytes, file, (places, zones.FirstOrDefault()), now);
    }

    private static ImportOutcome.Refused Refused(RejectionKind kind, IReadOnlyList<string> details) => new(new Rejection(kind, details));

    private static ImportOutcome Taken(
        string fileName, ReadOnlySpan<byte> bytes, LoggerFile file, (LoggerPlaces Places, TimeZoneInfo? Zone) by, Instant now)
    {
        LoggerReadout readout = LoggerReadout.Of(file, by.Places, by.Zone);
        if (readout.Readings.Count == 0)
        {
            return Refused(RejectionKind.Empty, [.. file.Rejected.Select(Line)]);
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        ImportPart told = ImportPart.Of(new WireEvent
        {
            Sequence = 0,
            Kind = WireEventKinds.LoggerFileImported,
            At = now.UnixMilliseconds,
            Sensor = readout.Readings[0].Sensor.ToString(),
            Detail = Summary(fileName, hash, file, readout),
        }) with
        { Key = "file " + hash };
        string[] untimed = readout.WithoutTime == 0 ? [] : [$"{readout.WithoutTime} temperatures have no time and were left out"];
        return new ImportOutcome.Taken([.. ImportPart.Of(readout), told], [.. file.Rejected.Select(Line), .. untimed]);
    }

    private static string Summary(string fileName, string hash, LoggerFile file, LoggerReadout readout)
    {
        int days = readout.Readings.Count(reading => reading.IsDaily);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{LogText.OneLine(fileName, LongestName)}: {LogText.OneLine(file.Model ?? file.Format.ToString(), LongestName)} {LogText.OneLine(file.Serial ?? "without serial", LongestName)}, {readout.Readings.Count - days} readings and {days} of days, {readout.Readings[0].MeasuredAt} to {readout.Readings[^1].MeasuredAt}; {file.Signature.Words}; {file.Rejected.Count + readout.WithoutTime} left out; sha256 {hash}");
    }

    private static string Line(LoggerFileFault fault) => $"{fault.Where}: {LogText.OneLine(fault.Reason, 300)}";

    private static IReadOnlyList<string> ReasonsOf(LoggerFileOutcome outcome) =>
        outcome is LoggerFileOutcome.Refused refused ? [.. refused.Reasons.Select(Line)] : [];

    private RejectionKind? RejectionOf(LoggerSignature signature, LoggerFileFormat format) =>
        signature.IsInvalid ? RejectionKind.SignatureInvalid
        : !signature.IsValid && format == LoggerFileFormat.BerlingerText && options.Signature == SignatureDemand.Required
            ? RejectionKind.SignatureAbsent
            : null;

    /// <summary>Of the loggers in it that are known by serial.</summary>
    private TimeZoneInfo[] ZonesOf(LoggerFile file) =>
    [
        .. LoggerPlaces.ProbesOf(file)
            .Select(probe => options.Loggers.FirstOrDefault(logger => logger.Serial == probe)
                ?? options.Loggers.FirstOrDefault(logger => logger.Serial == LoggerPlaces.SerialOf(probe)))
            .OfType<KnownLogger>()
            .Select(logger => logger.Zone)
            .DistinctBy(zone => zone.Id),
    ];
}
