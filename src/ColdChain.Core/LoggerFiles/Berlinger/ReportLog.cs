using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>The tables of a report: its log, and the button presses of a Q-tag.</summary>
internal sealed class ReportLog(ReportValues values, string sensor)
{
    private const string OutOfLimits = "x";

    /// <summary>Rows of the log; their titles are no row.</summary>
    public IReadOnlyList<LoggerReading> Read(ReportNode? table)
    {
        List<(ReportRow Row, DateTime Local)> rows = [];
        foreach (ReportRow row in Below("yyyy-MM-dd hh:mm", table))
        {
            if (!ReportValues.TryMoment(row[0], out DateTime local))
            {
                values.Reject(row.Where, "the row of the log has no time such as 2026-05-01 08:00");
            }
            else if (row[2] is not ("" or OutOfLimits) || row.Cells.Length > 4 || row.Cells.Length < 2)
            {
                values.Reject(row.Where, "the row of the log is not a time, a temperature and, where it is out of limits, an 'x'");
            }
            else
            {
                rows.Add((row, local));
            }
        }

        IReadOnlyList<LoggerMoment> moments = values.Clock.InOrder([.. rows.Select(row => new WrittenTime(row.Local, null))]);
        return [.. rows.Select((row, index) => Reading(row.Row, moments[index]))];
    }

    /// <summary>Number, temperature and time of each press.</summary>
    public IReadOnlyList<LoggerMark> Presses(ReportNode? table)
    {
        List<LoggerMark> marks = [];
        foreach (ReportRow row in Below("Number", table))
        {
            if (ReportValues.TryMoment(row[2], out DateTime local))
            {
                marks.Add(new LoggerMark(LoggerMarkKind.ButtonPressed, values.Clock.Of(local), $"number {row[0]}, temperature {row[1]}"));
            }
            else
            {
                values.Reject(row.Where, "the marker has no time such as 2026-05-01 08:00");
            }
        }

        return marks;
    }

    /// <summary>All rows but the titles; a table that lost its titles loses no row.</summary>
    private static IEnumerable<ReportRow> Below(string firstTitle, ReportNode? table) =>
        table?.Rows.SkipWhile((row, index) => index == 0 && row[0] == firstTitle) ?? [];

    private LoggerReading Reading(ReportRow row, LoggerMoment at)
    {
        var (value, fault) = values.Temperature(row[1], row.Where);
        return new LoggerReading
        {
            Sensor = sensor,
            Source = LoggerReadingSource.Log,
            At = at,
            Value = value,
            Fault = fault,
            IsOutOfLimits = row[2] == OutOfLimits,
            Where = row.Where,
        };
    }
}
