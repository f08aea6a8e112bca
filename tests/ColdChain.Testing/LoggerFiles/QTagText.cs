using System.Globalization;
using System.Text;

namespace ColdChain.Testing.LoggerFiles;

/// <summary>The part of a Q-tag's report before its log: settings, results with one open hot alarm and two cold ones, one pressed button.</summary>
internal static class QTagText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void Write(StringBuilder text, PlannedReport plan)
    {
        DateTime start = plan.ActivatedAt.AddHours(2);
        text.Append(Invariant, $"Device: {plan.Model}\nVers: 1.9\nFw Vers: 9.9t0\nDevice ID: 80\nSensor: 1\nConf:\n Serial: {plan.Serial}\n PCB: TEST0001\n");
        text.Append(" CID: 1\n Lot: TEST2605\n Zone: 0.00\n Start Delay: 30\n MKT Energy: 83.0\n Temp Offset: 0.1\n User String 1:\n");
        text.Append(" User String 2: van 3, north: second run\n");
        text.Append(Invariant, $" Logging Interval: {plan.LogMinutes}\n Test Res: 1, Test TS: 2026-01-15 10:00\n Alarm:\n");
        text.Append(Invariant, $"  1:\n   Type: 2, T AL: {ReportWriter.Plain(plan.HighLimitTenths)}, t AL: {plan.HighDelayMinutes}\n  3:\n   Type: 0\n");
        text.Append(Invariant, $"  5:\n   Type: 1, T AL: {ReportWriter.Plain(plan.LowLimitTenths)}, t AL: {plan.LowDelayMinutes}\nRes:\n");
        text.Append(Invariant, $" TS Actv: {Moment(plan.ActivatedAt)}\n TS Start Trig: {Moment(start)}\n TS Start: {Moment(start.AddMinutes(30))}\n");
        text.Append(Invariant, $" TS Stop: {Moment(plan.MadeAt)}\n Transport: 1\n TS Batt Temp:\n");
        text.Append(Invariant, $" TS Batt Crit:{(plan.BatteryLowAt is { } battery ? $" {Moment(battery)}" : string.Empty)}\n MKT: 6.1\n Avrg T: 5.4\n Run Number: 2\n Alarm:\n");
        text.Append(Invariant, $"  1:\n   TS S: {Moment(start.AddHours(1))}, t A: 219, TS A: {Moment(start.AddHours(2))}, TS E:, T M: 24.5, TS M: {Moment(start.AddHours(3))}\n  5:\n");
        WriteEpisode(text, start.AddHours(4));
        WriteEpisode(text, start.AddHours(6));
        text.Append(Invariant, $"Marker:\n\tNumber\tT\tyyyy-MM-dd hh:mm\t\n\t1\t4.7\t{Moment(start.AddHours(5))}\t\n");
    }

    private static void WriteEpisode(StringBuilder text, DateTime at) => text.Append(
        Invariant, $"   TS S: {Moment(at)}, t A: 45, TS A: {Moment(at.AddMinutes(30))}, TS E: {Moment(at.AddMinutes(45))}, T M: 0.9, TS M: {Moment(at.AddMinutes(20))}\n");

    private static string Moment(DateTime local) => ReportWriter.Moment(local);
}
