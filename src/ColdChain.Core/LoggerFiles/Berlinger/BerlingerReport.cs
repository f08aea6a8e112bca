using System.Text;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>The text report of Berlinger Fridge-tag 2, 2 E, 2 L, Ultra Low and Q-tag CLm.</summary>
/// <remarks>Its fields and their meaning: docs/devices/loggers.md.</remarks>
internal static class BerlingerReport
{
    /// <summary>Keys of a report's first level. Two of them are enough, so that a damaged report is not taken for a table; other makers write a 'Device:' too.</summary>
    private static readonly byte[][] Marks =
        [.. new[] { "Device: ", "Conf:", "Hist:", "Res:", "Cert:", "Sig Cert:", "Sig:" }.Select(Encoding.ASCII.GetBytes)];

    private const int MarksOfOne = 2;

    private static readonly (string Block, string Key, LoggerMarkKind Kind)[] Moments =
    [
        ("Hist", "TS Actv", LoggerMarkKind.Activated),
        ("Hist", "TS Report Creation", LoggerMarkKind.ReportMade),
        ("Hist", "TS Batt Warning", LoggerMarkKind.BatteryLow),
        ("Res", "TS Actv", LoggerMarkKind.Activated),
        ("Res", "TS Start Trig", LoggerMarkKind.StartTriggered),
        ("Res", "TS Start", LoggerMarkKind.Started),
        ("Res", "TS Stop", LoggerMarkKind.Stopped),
        ("Res", "TS Batt Temp", LoggerMarkKind.BatteryLow),
        ("Res", "TS Batt Crit", LoggerMarkKind.BatteryCritical),
    ];

    public static bool IsOne(ReadOnlySpan<byte> file)
    {
        int found = 0;
        for (int index = 0; index < Marks.Length && found < MarksOfOne; index++)
        {
            found += BeginsLine(file, Marks[index]) ? 1 : 0;
        }

        return found == MarksOfOne;
    }

    private static bool BeginsLine(ReadOnlySpan<byte> file, ReadOnlySpan<byte> mark)
    {
        while (!file.StartsWith(mark))
        {
            int end = file.IndexOf((byte)'\n');
            if (end < 0)
            {
                return false;
            }

            file = file[(end + 1)..];
        }

        return true;
    }

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms)
    {
        ReportTree tree = ReportTree.Of(file);
        if (ReportShape.Find(file, tree) is { } fault)
        {
            return new LoggerFileOutcome.Refused([fault]);
        }

        LoggerSignature signature = ReportSeal.Check(file, tree.Root, terms.IssuerKey);
        return new LoggerFileOutcome.Read(Read(tree.Root, terms.Zone) with { Signature = signature });
    }

    private static LoggerFile Read(ReportNode root, TimeZoneInfo? zone)
    {
        ReportNode conf = root.Find("Conf")!;
        string serial = conf.Take("Serial")!.Value;
        ReportSensors sensors = ReportSensors.Of(root, serial);
        ReportValues values = new(new LoggerClock(zone), conf.Take("Temp unit")?.Value is "F");
        ReportLog tables = new(values, sensors.Measured);
        int? interval = values.Whole(conf.Take("Logging Interval"));
        LoggerFile file = new()
        {
            Format = LoggerFileFormat.BerlingerText,
            Model = root.Take("Device")!.Value,
            Serial = serial,
            Firmware = root.Take("Fw Vers")?.Value,
            Zone = zone?.Id,
            LogInterval = interval is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Log = tables.Read(root.Take("Data")),
            Days = new ReportDays(values, sensors).Read(root),
            AlarmLimits = ReportAlarms.Limits(root, values),
            AlarmEpisodes = ReportAlarms.Episodes(root, values),
            Marks = [.. MarksOf(root, values), .. tables.Presses(root.Take("Marker"))],
            Rejected = values.Rejected,
        };
        return file with { Further = [.. root.Untaken()], Notes = LoggerNotes.Of(file) };
    }

    private static IEnumerable<LoggerMark> MarksOf(ReportNode root, ReportValues values)
    {
        foreach ((string block, string key, LoggerMarkKind kind) in Moments)
        {
            if (values.Moment(root.Find(block)?.Take(key)) is { } at)
            {
                yield return new LoggerMark(kind, at, null);
            }
        }

        foreach (ReportNode error in ReportAlarms.Numbered(root.Find("Errors")))
        {
            int? count = values.Whole(error.Take("Err Count"));
            LoggerMoment at = values.Moment(error.Take("Err TS")) ?? LoggerMoment.Unknown;
            yield return new LoggerMark(LoggerMarkKind.OwnError, at, count is null ? $"code {error.Key}" : $"code {error.Key}, counted {count}");
        }
    }
}
