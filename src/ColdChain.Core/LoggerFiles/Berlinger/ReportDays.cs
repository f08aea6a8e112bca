namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>The daily history of a Fridge-tag.</summary>
internal sealed class ReportDays(ReportValues values, ReportSensors sensors)
{
    public IReadOnlyList<LoggerDay> Read(ReportNode root) =>
        [.. ReportShape.Days(root).Select(Day).OfType<LoggerDay>()];

    private LoggerDay? Day(ReportNode node)
    {
        ReportNode written = node.Take("Date")!;
        if (!ReportValues.TryDate(written.Value, out DateOnly date))
        {
            values.Reject(written.Where, $"the date of day {node.Key} cannot be read: the day is left out");
            node.Take();
            return null;
        }

        List<LoggerTimeout> timeouts = [];
        AddTimeout(timeouts, date, node.Find("Int Sensor timeout"), sensors.Internal);
        AddTimeout(timeouts, date, node.Find("Ext Sensor timeout"), sensors.External);
        ReportNode? check = node.Find("Checked");
        LoggerDay day = new()
        {
            Sensor = sensors.Measured,
            Date = date,
            Minimum = Extreme(date, node.Take("Min T")!, node.Take("TS Min T")),
            Maximum = Extreme(date, node.Take("Max T")!, node.Take("TS Max T")),
            Average = values.OptionalTemperature(node.Take("Avrg T")),
            Alarms = [.. ReportAlarms.Numbered(node.Find("Alarm")).Select(limit => ReportAlarms.OfDay(date, limit, values))],
            Timeouts = timeouts,
            CheckedInMorning = values.TimeOfDay(date, check?.Take("TS AM")),
            CheckedInAfternoon = values.TimeOfDay(date, check?.Take("TS PM")),
            Events = values.Whole(node.Take("Events")),
            Further = [.. node.Untaken()],
        };
        node.Take();
        return day;
    }

    private LoggerExtreme Extreme(DateOnly date, ReportNode temperature, ReportNode? time)
    {
        var (value, fault) = values.Temperature(temperature.Value, temperature.Where);
        LoggerMoment at = values.MomentOn(date, time) ?? LoggerMoment.Unknown;
        return new LoggerExtreme(value, fault, at, temperature.Where);
    }

    private void AddTimeout(List<LoggerTimeout> timeouts, DateOnly date, ReportNode? node, string sensor)
    {
        if (node is not null)
        {
            timeouts.Add(new LoggerTimeout(
                sensor, date, values.Minutes(node.Take("t AccST")), values.MomentOn(date, node.Take("TS ST"))));
        }
    }
}
