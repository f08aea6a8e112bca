using System.Globalization;
using System.Text;

namespace ColdChain.Testing.LoggerFiles;

/// <summary>
/// Writes reports as Fridge-tags and Q-tags do, from the written description of their grammar: it shares no code with the decoder, so that a
/// mistake in one cannot hide in the other.
/// </summary>
public static class ReportWriter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public const string QTagModel = "Q-tag CLm doc LR";

    /// <summary>Without a certificate and a signature.</summary>
    public static byte[] Bare(PlannedReport plan) => Encoding.Latin1.GetBytes(Text(plan).Replace("\n", EndOf(plan), StringComparison.Ordinal));

    public static byte[] Sealed(PlannedReport plan, ReportIssuer issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        string signed = issuer.Seal(Text(plan).Replace("\n", "\r\n", StringComparison.Ordinal));
        return Encoding.Latin1.GetBytes(signed.Replace("\r\n", EndOf(plan), StringComparison.Ordinal));
    }

    private static string EndOf(PlannedReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.HasLfAlone ? "\n" : "\r\n";
    }

    private static string Text(PlannedReport plan)
    {
        StringBuilder text = new();
        if (plan.Model == QTagModel)
        {
            QTagText.Write(text, plan);
        }
        else
        {
            WriteHead(text, plan);
            WriteHistory(text, plan);
        }

        if (plan.LogMinutes is not null)
        {
            WriteLog(text, plan);
        }

        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, PlannedReport plan)
    {
        text.Append(Invariant, $"Device: {plan.Model}\nVers: 0.5\nFw Vers: 9.9t0\nSensor: 1\n{(plan.HasExternal ? "Ext Sensor: 99\n" : string.Empty)}Conf:\n");
        text.Append(Invariant, $" Serial: {plan.Serial}\n PCB: TEST0001\n CID: 1\n Lot: TEST_26_05\n Zone: 0.00\n Measurement delay: 10\n Moving Avrg: 1\n");
        text.Append(Invariant, $" User Alarm Config: 0\n User Clock Config: 1\n Alarm Indication: 0\n Temp unit: {(plan.IsFahrenheit ? 'F' : 'C')}\n Alarm:\n");
        text.Append(Invariant, $"  0:\n   T AL: {Signed(plan.LowLimitTenths)}, t AL: {plan.LowDelayMinutes}\n");
        text.Append(Invariant, $"  1:\n   T AL: {Signed(plan.HighLimitTenths)}, t AL: {plan.HighDelayMinutes}\n");
        text.Append(plan.HasExternal ? " Ext Sensor:\n  Timeout: 10, Offset: +0.0\n" : string.Empty);
        text.Append(" Int Sensor:\n  Timeout: 1, Offset: +0.0\n Report history length: 60\n Det Report: 19\n");
        text.Append(Invariant, $" Use ext devices: {(plan.HasExternal ? 1 : 0)}\n");
        text.Append(plan.LogMinutes is { } minutes ? $" Logging Interval: {minutes}\n" : string.Empty);
        text.Append(" Test Res: 1, Test TS: 2026-01-15 10:00\n");
        text.Append(plan.OwnError is { } error ? $"Errors:\n {error.Code}:\n  Err Count: 1, Err TS: {Moment(error.At)}\n" : string.Empty);
    }

    private static void WriteHistory(StringBuilder text, PlannedReport plan)
    {
        text.Append(Invariant, $"Hist:\n TS Actv: {Moment(plan.ActivatedAt)}\n TS Report Creation: {Moment(plan.MadeAt)}\n");
        text.Append(plan.BatteryLowAt is { } battery ? $" TS Batt Warning: {Moment(battery)}\n" : string.Empty);
        for (int index = 0; index < plan.Days.Count; index++)
        {
            text.Append(Invariant, $" {index + 1}:\n");
            WriteDay(text, plan, plan.Days[index]);
        }
    }

    private static void WriteDay(StringBuilder text, PlannedReport plan, PlannedDay day)
    {
        text.Append(Invariant, $"  Date: {day.Date:yyyy-MM-dd}\n");
        text.Append(Invariant, $"  Min T: {Signed(day.MinimumTenths)}, TS Min T: {(day.MinimumTenths is null ? "---" : Clock(day.MinimumAt))}\n");
        text.Append(Invariant, $"  Max T: {Signed(day.MaximumTenths)}, TS Max T: {(day.MaximumTenths is null ? "---" : Clock(day.MaximumAt))}\n");
        text.Append(Invariant, $"  Avrg T: {Signed(day.AverageTenths)}\n  Alarm:\n   0:\n    t Acc: {day.LowMinutes}\n   1:\n    t Acc: {day.HighMinutes}");
        text.Append(day.HighFiredAt is { } fired ? $", TS A: {Clock(fired)}" : string.Empty);
        text.Append(day.AmbientTenths is { } ambient ? $", T Amb: {Signed(ambient)}" : string.Empty);
        text.Append(day.HighFiredAt is null ? "\n" : ", C A: 0\n");
        if (plan.HasExternal)
        {
            WriteTimeout(text, "Ext", day.ExternalTimeoutMinutes, day.ExternalTimeoutAt);
        }

        WriteTimeout(text, "Int", day.InternalTimeoutMinutes, day.InternalTimeoutAt);
        text.Append(Invariant, $"  Events: {day.Events}\n");
        text.Append(day.Events > 0 ? "  Checked:\n" : string.Empty);
        text.Append(day.CheckedInMorning is { } morning ? $"   TS AM: {Clock(morning)}\n" : string.Empty);
        text.Append(day.CheckedInAfternoon is { } afternoon ? $"   TS PM: {Clock(afternoon)}\n" : string.Empty);
    }

    private static void WriteTimeout(StringBuilder text, string probe, int minutes, TimeOnly? first) => text.Append(
        Invariant, $"  {probe} Sensor timeout:\n   t AccST: {minutes}{(first is { } at ? $", TS ST: {Clock(at)}" : string.Empty)}\n");

    private static void WriteLog(StringBuilder text, PlannedReport plan)
    {
        bool isQTag = plan.Model == QTagModel;
        text.Append("Data:\n\tyyyy-MM-dd hh:mm\tT\tOut of limits\n");
        foreach (PlannedRow row in plan.Log)
        {
            string value = row.Tenths is { } tenths ? Plain(tenths) : "--.-";
            text.Append(Invariant, $"\t{Moment(row.Local)}\t{value}{(row.IsOut ? "\tx" : isQTag ? "\t" : string.Empty)}\n");
        }
    }

    internal static string Moment(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal static string Plain(int tenths) => (tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Signed(int? tenths) =>
        tenths is { } known ? (known / 10m).ToString("+0.0;-0.0;+0.0", CultureInfo.InvariantCulture) : "---";
}
