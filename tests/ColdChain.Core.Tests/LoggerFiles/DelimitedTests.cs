using System.Text;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Tables of rows and columns, by a mapping or by their titles.</summary>
public sealed class DelimitedTests
{
    private static readonly DelimitedMapping ColdStore = new()
    {
        Delimiter = ';',
        HeaderLine = 3,
        TimeColumn = "Fecha",
        TimeOfDayColumn = "Hora",
        TimeFormat = "dd/MM/yy H:mm:ss",
        TemperatureColumn = "T1 [°C]",
        SensorColumn = "Punto",
        HasDecimalComma = true,
        MissingMarks = ["sin señal"],
    };

    [Fact]
    public void A_mapping_reads_a_table_that_nobody_could_guess()
    {
        LoggerFile file = Read(
            "Export;;;\nCamara 3;;;\nFecha;Hora;Punto;T1 [°C]\n24/06/21;8:15:00;norte;-20,5\n24/06/21;8:15:00;sur;###\n24/06/21;8:30:00;norte;sin señal\n",
            new LoggerFileTerms { Mapping = ColdStore, Zone = SharedFiles.Shanghai });
        Assert.Equal([("norte", -20500), ("sur", null), ("norte", null)], file.Log.Select(row => (row.Sensor, row.Value?.MilliCelsius)));
        Assert.Equal("2021-06-24T00:15:00.000Z", file.Log[0].At.At.ToString());
        Assert.Equal([SensorFault.ProbeMissing, SensorFault.ProbeMissing], file.Log.Skip(1).Select(row => row.Fault!.Kind));
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_listed_with_its_line_and_the_others_stand()
    {
        LoggerFile file = Read("time,temperature\n2026-05-01 08:00,4.1\nyesterday,4.2\n2026-05-01 08:02,warm\n2026-05-01 08:03,4.3\n");
        Assert.Equal([4100, 4300], file.Log.Select(row => row.Value!.Value.MilliCelsius));
        Assert.Equal(["line 3", "line 4"], file.Rejected.Select(fault => fault.Where));
    }

    [Fact]
    public void Two_columns_that_may_be_the_temperature_are_not_guessed_between()
    {
        LoggerFileFault fault = Refused("time,temp left,temp right\n2026-05-01 08:00,4.1,5.1\n2026-05-01 08:01,4.1,5.1\n");
        Assert.Contains("Say which with temperatureColumn", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,value (°F)\n2026-05-01T00:00:00Z,40.1\n", 4500)]
    [InlineData("\"time\"\t\"temp\"\n\"2026-05-01T00:00:00Z\"\t\"4,5\"\n", 4500)]
    [InlineData("1777593600;4.5\n1777593660;4.6\n", 4500)]
    public void Units_quotation_marks_and_tables_without_titles_are_understood(string text, int milliCelsius)
    {
        LoggerFile file = Read(text);
        Assert.Equal(milliCelsius, file.Log[0].Value!.Value.MilliCelsius);
        Assert.Equal("2026-05-01T00:00:00.000Z", file.Log[0].At.At.ToString());
    }

    [Fact]
    public void Each_sensor_of_a_table_has_its_own_repeated_hour()
    {
        string[] times = ["02:00", "02:30", "02:00", "02:30"];
        string text = "time,temp,name\n" + string.Concat(times.Select(time => $"2026-10-25 {time},4.0,a\n2026-10-25 {time},4.0,b\n"));
        LoggerFile file = Read(text, new LoggerFileTerms
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich"),
            Mapping = new DelimitedMapping { SensorColumn = "name", TemperatureColumn = "temp" },
        });
        Assert.Equal(4, file.Log.Select(row => row.At.At).Distinct().Count());
        Assert.Equal(LocalMomentKind.SecondPass, file.Log[^1].At.Kind);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("just a letter to somebody\n", "no known format")]
    [InlineData("time,temperature\n", "no rows")]
    [InlineData("time,temperature\nnow,warm\n", "not a time")]
    public void What_is_no_table_is_refused_with_what_to_do(string text, string word) =>
        Assert.Contains(word, Refused(text).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_another_maker_that_names_its_device_is_a_table() =>
        Assert.Equal(4100, Assert.Single(Read("Device: RC-5\ntime,temperature\n2026-05-01 08:00,4.1\n").Log).Value!.Value.MilliCelsius);

    [Fact]
    public void A_table_is_read_as_it_was_written() =>
        Prop.ForAll(PlannedTables.Any.ToArbitrary(), plan => { plan.IsSame(Read(plan.Text, new LoggerFileTerms { Mapping = plan.Mapping })); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_comma_in_a_file_of_points_is_doubted_when_the_mapping_says_so()
    {
        LoggerFile file = Read(
            "time;temperature\n2026-05-01 08:00;4,1\n2026-05-01 08:01;4.2\n",
            new LoggerFileTerms { Mapping = new DelimitedMapping { HasDecimalComma = false } });
        Assert.Equal(("line 2", 1), (Assert.Single(file.Rejected).Where, file.Log.Count));
    }

    [Fact]
    public void Several_sensors_in_a_row_are_named_by_their_titles()
    {
        LoggerFileTerms terms = new() { Mapping = new DelimitedMapping { TemperatureColumn = "left", FurtherTemperatureColumns = ["3"], Sensor = "room" } };
        LoggerFile file = Read("time,left,right\n2026-05-01 08:00,4.1,5.1\n2026-05-01 08:15,###,warm\n", terms);
        Assert.Equal([("room/left", 4100), ("room/right", 5100), ("room/left", null)], file.Log.Select(row => (row.Sensor, row.Value?.MilliCelsius)));
        Assert.Equal("line 3", Assert.Single(file.Rejected).Where);
    }

    [Fact]
    public void A_cold_store_s_ten_probes_are_ten_sensors()
    {
        LoggerFile file = Assert.IsType<LoggerFileOutcome.Read>(LoggerFileDecoder.Decode(
            SharedFiles.Bytes("timeseries/saveris_coldstore_15min_clean.csv"),
            new LoggerFileTerms { Mapping = new DelimitedMapping { TemperatureColumn = "2", FurtherTemperatureColumns = ["3", "4", "5", "6", "7", "8", "9", "10", "11"] } })).File;
        Assert.Equal((316_480, 10, 0), (file.Log.Count, file.Log.Select(row => row.Sensor).Distinct().Count(), file.Rejected.Count));
    }

    [Theory]
    [InlineData("timeseries/freezer_celsi_1min.csv", 20186)]
    [InlineData("timeseries/ruuvi_fridge.csv", 368)]
    public void Real_logs_are_read_by_their_titles_with_each_row(string name, int rows)
    {
        LoggerFile file = SharedFiles.Read(name);
        Assert.Equal((rows, 0), (file.Log.Count, file.Rejected.Count));
        Assert.All(file.Log, row => Assert.True(row.Value is not null && row.At.At is not null));
    }

    private static LoggerFile Read(string text, LoggerFileTerms? terms = null) => Assert.IsType<LoggerFileOutcome.Read>(
        LoggerFileDecoder.Decode(Encoding.UTF8.GetBytes(text), terms ?? LoggerFileTerms.Default)).File;

    private static LoggerFileFault Refused(string text) => Assert.IsType<LoggerFileOutcome.Refused>(
        LoggerFileDecoder.Decode(Encoding.UTF8.GetBytes(text), LoggerFileTerms.Default)).Reasons[0];
}
