using System.Text.Json;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Reports of real Fridge-tags and a real Q-tag: what they say comes out, and the genuine ones verify.</summary>
public sealed class RealBerlingerTests
{
    private const string Unplugged = "berlinger/FT2_130400191544_202304201514.txt";
    private const string Warm = "berlinger/FT2_130400191542_202302140605.txt";
    private const string Older = "berlinger/FT2_160400343949_202503171012.txt";
    private const string Newer = "berlinger/FT2_160400343949_202504070923.txt";
    private const string HandCut = "berlinger/FT2L_130500109088_handcut_badsig.txt";
    private const string QTag = "berlinger/QTagCLm_RCPJ00010_02_202211090128.txt";

    [Theory]
    [InlineData(Unplugged, "130400191544", 0, 4)]
    [InlineData(Warm, "130400191542", 0, 60)]
    [InlineData(Older, "160400343949", 0, 5)]
    [InlineData(Newer, "160400343949", 0, 26)]
    [InlineData(QTag, "RCPJ00010", 124, 0)]
    public void A_genuine_file_verifies_and_is_read_whole(string name, string serial, int rows, int days)
    {
        LoggerFile file = SharedFiles.Read(name);
        Assert.Equal("verified against the file's certificate; issuer key inferred", file.Signature.Words);
        Assert.True(file.Signature.IsValid);
        Assert.Empty(file.Rejected);
        Assert.Equal((serial, rows, days), (file.Serial, file.Log.Count, file.Days.Count));
        Assert.All(file.Readings, reading => Assert.True(reading.Value is not null && reading.Fault is null && reading.At.At is null));
    }

    [Fact]
    public void A_file_that_was_cut_by_hand_is_read_and_does_not_verify()
    {
        LoggerFile file = SharedFiles.Read(HandCut);
        Assert.Equal(LoggerSignatureStanding.FileDoesNotFit, file.Signature.Standing);
        Assert.Equal(TimeSpan.FromMinutes(5), file.LogInterval);
        Assert.Empty(file.Rejected);
    }

    [Fact]
    public void Limits_are_those_of_the_file_and_the_probe_s_absence_is_the_logger_s_own_gap()
    {
        LoggerFile file = SharedFiles.Read(Unplugged, SharedFiles.Shanghai);
        Assert.Equal(
            [(0, LoggerAlarmKind.ColdCumulative, -500, 60), (1, LoggerAlarmKind.HotCumulative, 8000, 600)],
            file.AlarmLimits.Select(limit => (limit.Number, limit.Kind, limit.Limit!.Value.MilliCelsius, (int)limit.Delay!.Value.TotalMinutes)));
        Assert.Equal(
            [("130400191544/external", 21, new DateTime(2023, 4, 20, 15, 4, 0)), ("130400191544/external", 178, new DateTime(2023, 4, 17, 16, 53, 0))],
            file.Timeouts.Select(gap => (gap.Sensor, gap.Minutes, gap.FirstAt!.Value.Local!.Value)));
        Assert.Equal(new TimeOnly(15, 13), file.Days[0].CheckedInAfternoon);
        Assert.Equal("2023-04-20T05:30:00.000Z", file.Days[0].Minimum.At.At.ToString());
    }

    [Fact]
    public void An_error_that_the_logger_counted_and_its_alarms_of_the_day_are_kept()
    {
        LoggerFile file = SharedFiles.Read(Warm);
        LoggerMark error = Assert.Single(file.Marks, mark => mark.Kind == LoggerMarkKind.OwnError);
        Assert.Equal(("code 19, counted 1", new DateTime(2022, 3, 24, 15, 30, 0)), (error.Detail, error.At.Local));
        LoggerDayAlarm hot = file.Days[1].Alarms[1];
        Assert.Equal((1440, 0, new DateTime(2023, 2, 13)), (hot.Minutes, hot.CA, hot.FiredAt!.Value.Local));
        Assert.Contains(new LoggerField("Conf.Moving Avrg", "1"), file.Further);
    }

    [Fact]
    public void Two_exports_of_one_logger_agree_where_they_overlap()
    {
        LoggerFile older = SharedFiles.Read(Older, SharedFiles.Shanghai);
        LoggerFile newer = SharedFiles.Read(Newer, SharedFiles.Shanghai);
        (DateOnly, LoggerReadingSource, Instant, Temperature)[] first = [.. Figures(older)];
        HashSet<(DateOnly, LoggerReadingSource, Instant, Temperature)> second = [.. Figures(newer)];
        // The day of the first export was not over when it was made.
        Assert.True(first.Where(figure => figure.Item1 < new DateOnly(2025, 3, 17)).All(second.Contains));
        Assert.Equal(8, first.Count(figure => figure.Item1 < new DateOnly(2025, 3, 17)));
    }

    [Fact]
    public void A_q_tag_lists_every_episode_and_every_limit_with_its_kind()
    {
        LoggerFile file = SharedFiles.Read(QTag);
        Assert.Equal([1, 2, 4, 5, 5, 5], file.AlarmEpisodes.Select(episode => episode.Number));
        Assert.Equal([219, 219, 598, 145, 32, 31], file.AlarmEpisodes.Select(episode => episode.Minutes));
        Assert.Null(file.AlarmEpisodes[0].EndedAt);
        Assert.Equal(24500, file.AlarmEpisodes[0].Peak!.Value!.Value.MilliCelsius);
        Assert.Equal(
            [LoggerAlarmKind.HotSingle, LoggerAlarmKind.HotCumulative, LoggerAlarmKind.Off, LoggerAlarmKind.ColdCumulative, LoggerAlarmKind.ColdSingle],
            file.AlarmLimits.Select(limit => limit.Kind));
        Assert.Equal(124, file.Log.Count(row => row.IsOutOfLimits == (row.Value!.Value.MilliCelsius is < 2000 or > 8000)));
        Assert.Contains(new LoggerField("Res.MKT", "10.5"), file.Further);
    }

    /// <summary>
    /// A logger measures each minute and writes every fifth or tenth: the rows out of its limits come near to the minutes that it counted.
    /// The first row of the Fridge-tag was written before its clock was set, and counts for nothing.
    /// </summary>
    [Fact]
    public void Minutes_out_by_the_log_agree_with_what_the_logger_counted()
    {
        LoggerFile fridgeTag = SharedFiles.Read(HandCut);
        LoggerDay day = Assert.Single(fridgeTag.Days, day => day.Date == new DateOnly(2022, 5, 2));
        IEnumerable<LoggerReading> rows = fridgeTag.Log.Where(row => row.At.Local!.Value.Date == new DateTime(2022, 5, 2)).Skip(1);
        Assert.InRange((5 * rows.Count(row => row.Value > Temperature.FromTenths(80))) - day.Alarms[1].Minutes, -8, 8);

        LoggerFile qTag = SharedFiles.Read(QTag);
        Assert.InRange((10 * qTag.Log.Count(row => row.Value > Temperature.FromTenths(80))) - qTag.AlarmEpisodes[1].Minutes, -10, 10);
        Assert.InRange((10 * qTag.Log.Count(row => row.Value < Temperature.FromTenths(20))) - qTag.AlarmEpisodes[2].Minutes, -20, 20);
    }

    [Fact]
    public void Another_reader_of_the_same_file_found_the_same_figures()
    {
        LoggerFile file = SharedFiles.Read(Older);
        using JsonDocument other = JsonDocument.Parse(SharedFiles.Bytes("berlinger/FT2_160400343949_202503171012.parsed.json"));
        JsonElement.ArrayEnumerator records = other.RootElement.GetProperty("history").GetProperty("records").EnumerateArray();
        Assert.Equal(
            records.Select(record => (
                record.GetProperty("date").GetString(), record.GetProperty("temperature").GetProperty("min").GetDecimal(),
                record.GetProperty("temperature").GetProperty("max").GetDecimal(), record.GetProperty("events").GetInt32())),
            file.Days.Select(day => (
                (string?)$"{day.Date:yyyy-MM-dd}", day.Minimum.Value!.Value.MilliCelsius / 1000m,
                day.Maximum.Value!.Value.MilliCelsius / 1000m, day.Events!.Value)));
    }

    private static IEnumerable<(DateOnly, LoggerReadingSource, Instant, Temperature)> Figures(LoggerFile file) => file.Days.SelectMany(day =>
        day.Readings.Select(reading => (day.Date, reading.Source, reading.At.At!.Value, reading.Value!.Value)));
}
