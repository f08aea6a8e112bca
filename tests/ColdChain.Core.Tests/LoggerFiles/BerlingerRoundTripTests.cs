using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Temperatures;
using ColdChain.Testing.LoggerFiles;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A report says after reading what it was written from.</summary>
public sealed class BerlingerRoundTripTests
{
    [Fact]
    public void A_report_of_any_model_is_read_as_it_was_written() =>
        Prop.ForAll(PlannedReports.Any.ToArbitrary(), plan => { IsSame(plan, Read(ReportWriter.Bare(plan))); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Fahrenheit_becomes_celsius_in_figures_limits_and_log()
    {
        PlannedReport plan = new()
        {
            IsFahrenheit = true,
            HighLimitTenths = 464,
            Days = [new PlannedDay(new DateOnly(2026, 5, 2)) { MinimumTenths = 374, AverageTenths = null }],
            LogMinutes = 5,
            Log = [new PlannedRow(new DateTime(2026, 5, 2, 8, 0, 0), 401, false)],
        };
        LoggerFile file = Read(ReportWriter.Bare(plan));
        Assert.Equal((3000, 8000, 4500), (
            file.Days[0].Minimum.Value!.Value.MilliCelsius, file.AlarmLimits[1].Limit!.Value.MilliCelsius, file.Log[0].Value!.Value.MilliCelsius));
        Assert.Null(file.Days[0].Average);
    }

    [Fact]
    public void Battery_and_own_errors_are_marks_with_their_times()
    {
        PlannedReport plan = new() { BatteryLowAt = new(2026, 5, 1, 7, 0, 0), OwnError = (15, new(2026, 4, 30, 6, 0, 0)) };
        LoggerFile file = Read(ReportWriter.Bare(plan));
        Assert.Equal(
            [LoggerMarkKind.Activated, LoggerMarkKind.ReportMade, LoggerMarkKind.BatteryLow, LoggerMarkKind.OwnError],
            file.Marks.Select(mark => mark.Kind));
        Assert.Equal(plan.OwnError.Value.At, file.Marks[^1].At.Local);
    }

    [Fact]
    public void A_q_tag_s_presses_and_episodes_are_read_and_its_texts_are_kept()
    {
        LoggerFile file = Read(ReportWriter.Bare(PlannedReports.OfEachModel[4]));
        Assert.Equal("number 1, temperature 4.7", Assert.Single(file.Marks, mark => mark.Kind == LoggerMarkKind.ButtonPressed).Detail);
        Assert.Equal([(1, true), (5, false), (5, false)], file.AlarmEpisodes.Select(episode => (episode.Number, episode.EndedAt is null)));
        Assert.Contains(file.Further, field => field.Name == "Conf.User String 2" && field.Text.StartsWith("van 3", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_decoder_has_never_heard_of_is_kept_and_fails_nothing()
    {
        string text = System.Text.Encoding.Latin1.GetString(ReportWriter.Bare(new PlannedReport { Days = PlannedReport.QuietDays(new DateOnly(2026, 5, 2), 1) }));
        text = text.Replace(" Moving Avrg: 1\r\n", " Moving Avrg: 1\r\n Shake:\r\n  Force: 3, Unit: g\r\n", StringComparison.Ordinal)
            .Replace("  Events: 0\r\n", "  Events: 0\r\n  Door: 7\r\n", StringComparison.Ordinal);
        LoggerFile file = Read(System.Text.Encoding.Latin1.GetBytes(text));
        Assert.Empty(file.Rejected);
        Assert.Contains(new LoggerField("Conf.Shake.Force", "3"), file.Further);
        Assert.Contains(new LoggerField("Door", "7"), file.Days[0].Further);
    }

    private static LoggerFile Read(byte[] bytes) =>
        Assert.IsType<LoggerFileOutcome.Read>(LoggerFileDecoder.Decode(bytes, LoggerFileTerms.Default)).File;

    private static void IsSame(PlannedReport plan, LoggerFile file)
    {
        Assert.Empty(file.Rejected);
        Assert.Equal((plan.Model, plan.Serial, plan.LogMinutes), (file.Model, file.Serial, (int?)file.LogInterval?.TotalMinutes));
        Assert.Equal(plan.Log.Select(row => (row.Local, Of(row.Tenths), row.IsOut)), file.Log.Select(row => (row.At.Local!.Value, row.Value, row.IsOutOfLimits!.Value)));
        Assert.Equal(
            plan.Days.Select(day => (day.Date, Of(day.MinimumTenths), Of(day.MaximumTenths), day.HighMinutes, day.CheckedInMorning, day.Events)),
            file.Days.Select(day => (day.Date, day.Minimum.Value, day.Maximum.Value, day.Alarms[1].Minutes, day.CheckedInMorning, day.Events!.Value)));
        Assert.Equal(
            plan.Days.Select(day => (day.InternalTimeoutMinutes, day.InternalTimeoutAt is { } at ? day.Date.ToDateTime(at) : (DateTime?)null)),
            file.Days.Select(day => (day.Timeouts[0].Minutes, day.Timeouts[0].FirstAt?.Local)));
        Assert.All(file.Readings, reading => Assert.True(reading.Value is null ^ reading.Fault is null));
        Assert.Equal(Of(plan.LowLimitTenths), file.AlarmLimits.Single(limit => limit.Kind is LoggerAlarmKind.ColdCumulative or LoggerAlarmKind.ColdSingle).Limit);
    }

    private static Temperature? Of(int? tenths) => tenths is { } known ? Temperature.FromTenths(known) : null;
}
