using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>
/// Records of equipment monitoring systems by WHO PQS E006/DS01: the transmissions of cce-interop 0.8.1 (both kinds, rtm and ems), and the
/// bare records of a USB data logger, which may have the time since its commissioning alone.
/// </summary>
internal sealed class EmsReader(LoggerClock clock)
{
    private const int MostRejected = 1_000;

    /// <summary>The temperatures by which a unit is judged or known, and what the standard allows for each, in m°C.</summary>
    private static readonly (string Name, int Lowest, int Highest)[] Temperatures =
        [("TVC", -55_000, 60_000), ("TFRZ", -99_900, 60_000), ("TAMB", -55_000, 60_000)];

    private static readonly string[] SerialKeys = ["LSER", "ESER", "ASER", "AMID"];
    private static readonly string[] ModelKeys = ["LMOD", "EMOD", "AMOD"];
    private static readonly string[] FirmwareKeys = ["LSV", "EMSV"];

    private readonly List<LoggerReading> _readings = [];
    private readonly List<LoggerFileFault> _rejected = [];
    private readonly List<LoggerField> _further = [];

    public LoggerFileOutcome Read(JsonTree root, TimeZoneInfo? zone)
    {
        JsonTree[] reports = root["data"] is { Kind: JsonKind.List } data ? [.. data.Elements] : [root];
        _further.AddRange(root["meta"]?.Members.Where(member => IsPlain(member.Value)).Select(member => Field($"meta.{member.Name}", member.Value)) ?? []);
        foreach (JsonTree report in reports)
        {
            TakeReport(report);
        }

        if (_readings.Count == 0)
        {
            return new LoggerFileOutcome.Refused(_rejected.Count > 0 ? _rejected
                : [new LoggerFileFault("file", "no record has a temperature (TVC, TFRZ or TAMB): it says at most when data was taken off a logger")]);
        }

        string[] serials = [.. reports.Select(report => First(report, SerialKeys)).OfType<string>().Distinct(StringComparer.Ordinal)];
        LoggerFile file = new()
        {
            Format = LoggerFileFormat.EmsJson,
            Serial = serials.Length == 1 ? serials[0] : null,
            Model = reports.Length == 1 ? First(reports[0], ModelKeys) : null,
            Firmware = reports.Length == 1 ? First(reports[0], FirmwareKeys) : null,
            Zone = _readings.Exists(reading => reading.At.Local is not null) ? zone?.Id : null,
            Log = _readings,
            Further = _further,
            Rejected = _rejected,
        };
        return new LoggerFileOutcome.Read(file with { Notes = LoggerNotes.Of(file) });
    }

    private void TakeReport(JsonTree report)
    {
        if (report["records"] is not { Kind: JsonKind.List } records)
        {
            Reject(report.Path.Length == 0 ? "records" : $"{report.Path}.records", "there is no list of records");
            return;
        }

        _further.AddRange(report.Members.Where(member => IsPlain(member.Value)).Select(member => Field(member.Value.Path, member.Value)));
        string serial = First(report, SerialKeys) ?? "unnamed";
        JsonTree[] all = [.. records.Elements];
        (Instant At, TimeSpan Since)? reference = all.Select(Reference).FirstOrDefault(found => found is not null);
        foreach (JsonTree record in all)
        {
            TakeRecord(serial, record, reference);
        }
    }

    private void TakeRecord(string serial, JsonTree record, (Instant At, TimeSpan Since)? reference)
    {
        var values = Temperatures.Select(kind => (kind, Value: record[kind.Name])).Where(pair => pair.Value is not null).ToArray();
        if (values.Length == 0)
        {
            // A record of both clocks and nothing else is what the others are dated by.
            if (Reference(record) is null)
            {
                Reject(record.Path, "the record has no temperature (TVC, TFRZ or TAMB)");
            }

            return;
        }

        if (!TryMoment(record, reference, out LoggerMoment at))
        {
            Reject(record.Path, $"ABST '{record["ABST"]?.Text}' is not a time such as 20260501T080000Z");
            return;
        }

        LoggerField[] further = [.. record.Members.Where(member => IsPlain(member.Value) && !IsRead(member.Name)).Select(member => Field(member.Name, member.Value))];
        foreach (var (kind, value) in values)
        {
            var (measured, fault) = Measured(value!, kind.Lowest, kind.Highest, record["LERR"]?.Said);
            _readings.Add(new LoggerReading
            {
                Sensor = $"{serial}/{kind.Name}",
                Source = LoggerReadingSource.Log,
                At = at,
                Value = measured,
                Fault = fault,
                Where = value!.Path,
                Further = further,
            });
        }
    }

    private (Temperature? Value, LoggerReadingFault? Fault) Measured(JsonTree value, int lowest, int highest, string? ownError)
    {
        switch (value.Said is { } text ? new ValueForm(IsFahrenheit: false).Read(text) : null)
        {
            case WrittenValue.Measured measured when measured.Value.MilliCelsius < lowest || measured.Value.MilliCelsius > highest:
                return (null, new LoggerReadingFault(SensorFault.OutOfRange, $"{value.Text} is outside what the standard allows"));
            case WrittenValue.Measured measured:
                return (measured.Value, null);
            case WrittenValue.Faulty faulty:
                return (null, new LoggerReadingFault(faulty.Fault, faulty.Detail));
            case null when value.Kind == JsonKind.Null:
                return (null, ownError is null
                    ? new LoggerReadingFault(SensorFault.ProbeMissing, "null")
                    : new LoggerReadingFault(SensorFault.DeviceError, $"LERR {ownError}"));
            default:
                Reject(value.Path, $"'{Short(value.Text)}' is not a temperature");
                return (null, new LoggerReadingFault(SensorFault.Garbled, $"the file says '{Short(value.Text)}'"));
        }
    }

    /// <summary>By its own clock; else by the time since commissioning, where one record of the report has both; else it is not known.</summary>
    private bool TryMoment(JsonTree record, (Instant At, TimeSpan Since)? reference, out LoggerMoment at)
    {
        at = LoggerMoment.Unknown;
        if (record["ABST"]?.Said is { } absolute)
        {
            bool isTime = TimeScanner.TryRead(absolute, out WrittenTime time);
            at = isTime ? clock.InOrder([time])[0] : at;
            return isTime;
        }

        if (reference is { } known && record["RELT"]?.Said is { } relative && IsoDuration.TryParse(relative, out TimeSpan since))
        {
            at = LoggerMoment.Utc(known.At + (since - known.Since));
        }

        return true;
    }

    private static (Instant At, TimeSpan Since)? Reference(JsonTree record) =>
        record["ABST"]?.Said is { } absolute && TimeScanner.TryRead(absolute, out WrittenTime time) && time.Offset is { } offset
        && record["RELT"]?.Said is { } relative && IsoDuration.TryParse(relative, out TimeSpan since)
            ? (LocalClock.At(time.Shown, offset), since)
            : null;

    private static bool IsRead(string name) => name == "ABST" || Array.Exists(Temperatures, kind => kind.Name == name);

    private static bool IsPlain(JsonTree value) => value.Kind is JsonKind.Text or JsonKind.Number or JsonKind.Truth;

    private static LoggerField Field(string name, JsonTree value) => new(name, value.Text, value.Kind is JsonKind.Number);

    private static string? First(JsonTree report, string[] keys) => keys.Select(key => report[key]?.Said).FirstOrDefault(said => said is not null);

    private void Reject(string where, string reason)
    {
        if (_rejected.Count < MostRejected)
        {
            _rejected.Add(new LoggerFileFault(where, reason));
        }
    }

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
