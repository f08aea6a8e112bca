using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>The values of a Testo Saveris system as its interface gives them: numbers are texts, times are UTC, one value of each measuring point.</summary>
internal static class SaverisReader
{
    private const int MostRejected = 1_000;

    public static LoggerFileOutcome Read(JsonTree root)
    {
        List<LoggerReading> readings = [];
        List<LoggerFileFault> rejected = [];
        foreach (JsonTree point in root["measuringPoints"]!.Elements.TakeWhile(_ => rejected.Count < MostRejected))
        {
            if (Reading(point) is (null, { } fault))
            {
                rejected.Add(fault);
            }
            else
            {
                readings.Add(Reading(point).Reading!);
            }
        }

        return readings.Count == 0
            ? new LoggerFileOutcome.Refused(rejected.Count > 0 ? rejected : [new LoggerFileFault("measuringPoints", "the list is empty")])
            : new LoggerFileOutcome.Read(new LoggerFile { Format = LoggerFileFormat.SaverisJson, Log = readings, Rejected = rejected });
    }

    private static (LoggerReading? Reading, LoggerFileFault? Fault) Reading(JsonTree point)
    {
        string? name = point["channelName"]?.Said ?? point["measuringPointId"]?.Said;
        if (name is null)
        {
            return (null, new LoggerFileFault(point.Path, "it has neither a channelName nor a measuringPointId"));
        }

        string? time = point["timestamp"]?.Said;
        if (time is null || !TimeScanner.TryRead(time, out WrittenTime written) || written.Offset is not { } offset)
        {
            return (null, new LoggerFileFault($"{point.Path}.timestamp", $"'{time}' is not a time in UTC"));
        }

        string unit = point["unit"]?.Said ?? string.Empty;
        WrittenValue value = new ValueForm(IsFahrenheit: false).Read($"{point["value"]?.Said} {unit}");
        if (value is WrittenValue.Unreadable && point["value"]?.Said is null or "" or "-" or "---" or "###")
        {
            value = new ValueForm(IsFahrenheit: false).Read(string.Empty);
        }

        if (value is WrittenValue.Unreadable)
        {
            return (null, new LoggerFileFault($"{point.Path}.value", $"'{point["value"]?.Text} {unit}' is not a temperature"));
        }

        return (new LoggerReading
        {
            Sensor = name,
            Source = LoggerReadingSource.Log,
            At = LoggerMoment.Utc(LocalClock.At(written.Shown, offset)),
            Value = (value as WrittenValue.Measured)?.Value,
            Fault = value is WrittenValue.Faulty faulty ? new LoggerReadingFault(faulty.Fault, faulty.Detail) : null,
            Where = point.Path,
            Further = point["measuringPointId"]?.Said is { } id ? [new LoggerField("measuringPointId", id)] : [],
        }, null);
    }
}
