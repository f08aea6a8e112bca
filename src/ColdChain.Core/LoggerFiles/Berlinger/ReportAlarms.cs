using System.Globalization;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>The limits that a logger was set to, and the alarms that it lists.</summary>
internal static class ReportAlarms
{
    /// <summary>Of Fridge-tags 0 is the low one and 1 the high one; of Q-tags each has its type.</summary>
    public static IReadOnlyList<LoggerAlarmLimit> Limits(ReportNode root, ReportValues values)
    {
        List<LoggerAlarmLimit> limits = [];
        foreach (ReportNode limit in Numbered(root.Find("Conf")?.Find("Alarm")))
        {
            LoggerAlarmKind kind = limit.Take("Type") is { } type ? KindOf(type.Value) : KindOfFridgeTag(limit.Key);
            int? minutes = values.Whole(limit.Take("t AL"));
            limits.Add(new LoggerAlarmLimit(
                NumberOf(limit), kind, values.OptionalTemperature(limit.Take("T AL")),
                minutes is { } delay ? TimeSpan.FromMinutes(delay) : null));
        }

        return limits;
    }

    /// <summary>Each line below a limit's number in the results is one stretch.</summary>
    public static IReadOnlyList<LoggerAlarmEpisode> Episodes(ReportNode root, ReportValues values) =>
    [
        .. from limit in Numbered(root.Find("Res")?.Find("Alarm"))
           from line in limit.Children.GroupBy(pair => pair.Line)
           select Episode(NumberOf(limit), [.. line], values),
    ];

    public static LoggerDayAlarm OfDay(DateOnly date, ReportNode limit, ReportValues values) => new(
        NumberOf(limit),
        values.Minutes(limit.Take("t Acc")),
        values.MomentOn(date, limit.Take("TS A")),
        values.OptionalTemperature(limit.Take("T Amb")),
        values.Whole(limit.Take("C A")));

    public static IEnumerable<ReportNode> Numbered(ReportNode? block) => block?.Children
        .Where(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) ?? [];

    public static int NumberOf(ReportNode node) => int.Parse(node.Key, NumberStyles.None, CultureInfo.InvariantCulture);

    private static LoggerAlarmEpisode Episode(int number, ReportNode[] pairs, ReportValues values)
    {
        ReportNode? Take(string key)
        {
            ReportNode? found = Array.Find(pairs, pair => pair.Key == key);
            found?.Take();
            return found;
        }

        LoggerMoment? started = values.Moment(Take("TS S"));
        LoggerAlarmEpisode episode = new(
            number, started, values.Minutes(Take("t A")), values.Moment(Take("TS A")), values.Moment(Take("TS E")));
        if (Take("T M") is not { } peak)
        {
            return episode;
        }

        var (value, fault) = values.Temperature(peak.Value, peak.Where);
        return episode with { Peak = new LoggerExtreme(value, fault, values.Moment(Take("TS M")) ?? LoggerMoment.Unknown, peak.Where) };
    }

    private static LoggerAlarmKind KindOfFridgeTag(string number) => number switch
    {
        "0" => LoggerAlarmKind.ColdCumulative,
        "1" => LoggerAlarmKind.HotCumulative,
        _ => LoggerAlarmKind.Unknown,
    };

    private static LoggerAlarmKind KindOf(string type) => type switch
    {
        "0" => LoggerAlarmKind.Off,
        "1" => LoggerAlarmKind.ColdSingle,
        "2" => LoggerAlarmKind.HotSingle,
        "3" => LoggerAlarmKind.ColdCumulative,
        "4" => LoggerAlarmKind.HotCumulative,
        _ => LoggerAlarmKind.Unknown,
    };
}
