using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A logger shows local time and knows no zone: the zone is set by whoever knows where it stands.</summary>
public sealed class LoggerZoneTests
{
    private static readonly TimeZoneInfo Zurich = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich");

    [Fact]
    public void Without_a_zone_a_local_time_is_kept_and_no_moment_is_made_of_it()
    {
        LoggerFile file = Read(null, "2026-05-02 08:00");
        Assert.Equal((new DateTime(2026, 5, 2, 8, 0, 0), null), (file.Log[0].At.Local, file.Log[0].At.At));
        Assert.Contains("no zone was given", Assert.Single(file.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_zone_it_is_a_moment()
    {
        LoggerFile file = Read(SharedFiles.Shanghai, "2026-05-02 08:00");
        Assert.Equal("2026-05-02T00:00:00.000Z", file.Log[0].At.At.ToString());
        Assert.Equal("Asia/Shanghai", file.Zone);
        Assert.Empty(file.Notes);
    }

    [Fact]
    public void In_the_repeated_hour_the_order_of_the_rows_tells_the_two_passes_apart()
    {
        LoggerFile file = Read(Zurich, "2026-10-25 02:00", "2026-10-25 02:30", "2026-10-25 02:00", "2026-10-25 02:30", "2026-10-25 03:00");
        Assert.Equal(
            ["00:00", "00:30", "01:00", "01:30", "02:00"], file.Log.Select(row => row.At.At!.Value.ToDateTimeOffset().ToString("HH:mm", null)));
        Assert.Equal(LocalMomentKind.SecondPass, file.Log[2].At.Kind);
        Assert.Contains("4 times lie in the hour", Assert.Single(file.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_time_in_the_repeated_hour_is_the_first_pass_and_marked()
    {
        PlannedDay day = new(new DateOnly(2026, 10, 25)) { MinimumAt = new(2, 30) };
        LoggerMoment at = Decode(new PlannedReport { Days = [day] }, Zurich).Days[0].Minimum.At;
        Assert.Equal(("2026-10-25T00:30:00.000Z", LocalMomentKind.FirstPass), (at.At.ToString(), at.Kind));
    }

    [Fact]
    public void A_time_in_the_hour_that_is_left_out_is_read_with_the_offset_before_the_change_and_marked()
    {
        LoggerFile file = Read(Zurich, "2026-03-29 01:30", "2026-03-29 02:30");
        Assert.Equal(
            ("2026-03-29T01:30:00.000Z", LocalMomentKind.DoesNotExist), (file.Log[1].At.At.ToString(), file.Log[1].At.Kind));
        Assert.Contains("was not put forward", Assert.Single(file.Notes), StringComparison.Ordinal);
    }

    private static LoggerFile Read(TimeZoneInfo? zone, params string[] times) => Decode(
        new PlannedReport
        {
            LogMinutes = 30,
            Log = [.. times.Select(time => new PlannedRow(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 40, false))],
        },
        zone);

    private static LoggerFile Decode(PlannedReport plan, TimeZoneInfo? zone) => Assert.IsType<LoggerFileOutcome.Read>(
        LoggerFileDecoder.Decode(ReportWriter.Bare(plan), new LoggerFileTerms { Zone = zone })).File;
}
