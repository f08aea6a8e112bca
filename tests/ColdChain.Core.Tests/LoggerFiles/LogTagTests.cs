using System.Text;
using ColdChain.Core.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>LogTag's CSV; constructed from its description, for no real file was at hand.</summary>
public sealed class LogTagTests
{
    private const string Text = """
        Serial #,TEST00012345
        Description,Fridge 3
        Last reading,2026-05-01 08:10:00
        Reading interval,5 minutes
        Non alert range,"2.0  to  8.0 °C"
        #,Date,Time,Temperature (°C)
        1,2026-05-01,08:00:00,4.1
        2,2026-05-01,08:05:00,--.-
        3,2026-05-01,08:10:00,8.2
        """;

    [Fact]
    public void Head_limits_and_rows_are_read()
    {
        LoggerFile file = Read(Text);
        Assert.Equal((LoggerFileFormat.LogTagCsv, "TEST00012345", TimeSpan.FromMinutes(5)), (file.Format, file.Serial, file.LogInterval));
        Assert.Equal(
            [(LoggerAlarmKind.Cold, 2000), (LoggerAlarmKind.Hot, 8000)], file.AlarmLimits.Select(limit => (limit.Kind, limit.Limit!.Value.MilliCelsius)));
        Assert.Equal([4100, null, 8200], file.Log.Select(row => row.Value?.MilliCelsius));
        Assert.Equal("2026-05-01T00:05:00.000Z", file.Log[1].At.At.ToString());
        Assert.Empty(file.Rejected);
    }

    [Fact]
    public void Fahrenheit_in_the_title_is_converted() =>
        Assert.Equal(4500, Read(Text.Replace("°C)", "°F)", StringComparison.Ordinal).Replace(",4.1", ",40.1", StringComparison.Ordinal)).Log[0].Value!.Value.MilliCelsius);

    [Fact]
    public void A_file_without_rows_is_refused_and_a_bad_row_is_listed()
    {
        Assert.IsType<LoggerFileOutcome.Refused>(Decode(Text[..Text.IndexOf("1,2026", StringComparison.Ordinal)]));
        Assert.Equal("line 8", Assert.Single(Read(Text.Replace("--.-", "warm", StringComparison.Ordinal)).Rejected).Where);
    }

    private static LoggerFile Read(string text) => Assert.IsType<LoggerFileOutcome.Read>(Decode(text)).File;

    private static LoggerFileOutcome Decode(string text) =>
        LoggerFileDecoder.Decode(Encoding.UTF8.GetBytes(text), new LoggerFileTerms { Zone = SharedFiles.Shanghai });
}
