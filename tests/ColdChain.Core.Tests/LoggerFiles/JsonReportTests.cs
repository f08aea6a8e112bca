using System.Text;
using System.Text.Json;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Readings;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Records of monitoring systems and values of Saveris.</summary>
public sealed class JsonReportTests
{
    [Fact]
    public void The_sample_transmission_of_the_standard_s_validator_is_one_reading()
    {
        LoggerFile file = SharedFiles.Read("who_ems/valid_transmission.json");
        LoggerReading reading = Assert.Single(file.Log);
        Assert.Equal(("EMD-SerialNum/TVC", 3200, "2020-01-15T04:05:54.000Z"), (reading.Sensor, reading.Value!.Value.MilliCelsius, reading.At.At.ToString()));
        Assert.Contains(new LoggerField("ALRM", "HEAT"), reading.Further);
        Assert.Contains(new LoggerField("BEMD", "14.3", IsNumber: true), reading.Further);
        Assert.Contains(new LoggerField("meta.transferId", "T-baseline"), file.Further);
    }

    [Fact]
    public void A_usb_file_that_has_clocks_and_no_temperature_is_refused_for_that() =>
        Assert.Contains("no record has a temperature", SharedFiles.Refused("who_ems/usbdg_records_sample.json").Reason, StringComparison.Ordinal);

    [Fact]
    public void Numbers_that_are_texts_are_numbers_and_each_measuring_point_is_a_sensor()
    {
        LoggerFile file = SharedFiles.Read("testo_saveris/api_values.json");
        Assert.Equal((10, 10), (file.Log.Count, file.Log.Select(reading => reading.Sensor).Distinct().Count()));
        LoggerReading coldest = file.Log.MinBy(reading => reading.Value!.Value.MilliCelsius)!;
        Assert.Equal(("T3_54701675_0", -32600, "2022-05-20T01:00:00.000Z"), (coldest.Sensor, coldest.Value!.Value.MilliCelsius, coldest.At.At.ToString()));
    }

    [Fact]
    public void Null_is_a_fault_with_the_logger_s_own_error_and_each_temperature_has_its_sensor()
    {
        LoggerFile file = Read("""
            {"meta":{"transferType":"ems"},"data":[{"LSER":"L1","ESER":"E1","LMOD":"M","records":[
              {"ABST":"20260501T000000Z","TVC":null,"LERR":"E-7","TAMB":21.5,"DORV":12},
              {"ABST":"20260501T001500Z","TVC":4.56,"TFRZ":-99.95,"TAMB":60.1}]}]}
            """);
        Assert.Equal(
            [("L1/TVC", null, SensorFault.DeviceError), ("L1/TAMB", 21500, null), ("L1/TVC", 4560, null), ("L1/TFRZ", null, SensorFault.OutOfRange), ("L1/TAMB", null, SensorFault.OutOfRange)],
            file.Log.Select(reading => (reading.Sensor, reading.Value?.MilliCelsius, reading.Fault?.Kind)));
        Assert.Equal("LERR E-7", file.Log[0].Fault!.Detail);
        Assert.Equal("data[0].records[1].TFRZ", file.Log[3].Where);
    }

    [Fact]
    public void Time_since_commissioning_is_dated_by_the_record_that_has_both_clocks()
    {
        LoggerFile file = Read("""
            {"ESER":"E1","records":[{"RELT":"P1DT23H45M0S","TVC":4.0},{"RELT":"P2D","TVC":4.1},{"RELT":"P2DT0H15M","ABST":"20260501T001500Z"},{"RELT":null,"ABST":null,"TVC":4.2}]}
            """);
        Assert.Equal(["2026-04-30T23:45:00.000Z", "2026-05-01T00:00:00.000Z", null], file.Log.Select(reading => reading.At.At?.ToString()));
    }

    [Fact]
    public void Without_such_a_record_the_moment_is_not_known_and_the_temperature_is_kept()
    {
        LoggerReading reading = Assert.Single(Read("""{"ESER":"E1","records":[{"RELT":"P2D","TVC":4.1}]}""").Log);
        Assert.Equal((null, 4100), (reading.At.At, reading.Value!.Value.MilliCelsius));
        Assert.Contains(new LoggerField("RELT", "P2D"), reading.Further);
    }

    [Theory]
    [InlineData("""{"data":[{"records":[{"ABST":"20260501T000000Z","TVC":"warm"},{"ABST":"20260501T000000Z","TVC":4}]}]}""", "data[0].records[0].TVC")]
    [InlineData("""{"data":[{"records":[{"ABST":"soon","TVC":4},{"ABST":"20260501T000000Z","TVC":4}]}]}""", "data[0].records[0]")]
    [InlineData("""{"data":[{"records":[{"ABST":"20260501T000000Z","HOLD":4},{"ABST":"20260501T000000Z","TVC":4}]}]}""", "data[0].records[0]")]
    [InlineData("""{"measuringPoints":[{"channelName":"a","value":"62","unit":"%","timestamp":"2026-05-01T00:00:00Z"},{"channelName":"b","value":"4","unit":"°C","timestamp":"2026-05-01T00:00:00Z"}]}""", "measuringPoints[0].value")]
    [InlineData("""{"measuringPoints":[{"channelName":"a","value":"4","unit":"°C","timestamp":"2026-05-01 08:00"},{"channelName":"b","value":"4","unit":"°C","timestamp":"2026-05-01T00:00:00Z"}]}""", "measuringPoints[0].timestamp")]
    public void A_part_that_cannot_be_taken_is_listed_by_its_path(string text, string where) =>
        Assert.Equal(where, Assert.Single(Read(text).Rejected).Where);

    [Theory]
    [InlineData("{\"records\":[{\"TVC\":4.1}", "line 1")]
    [InlineData("{\n\"records\": [\n{\"TVC\": 4.1,}]}", "line 3")]
    [InlineData("{\"records\":[]} x", "line 1")]
    [InlineData("{\"records\":{}}", "file")]
    [InlineData("{\"other\":[]}", "file")]
    public void Text_that_is_no_json_or_of_no_known_kind_is_refused_with_its_place(string text, string where) =>
        Assert.Equal(where, Assert.IsType<LoggerFileOutcome.Refused>(Decode(text)).Reasons[0].Where);

    /// <summary>The scanner takes what the framework's reader takes, and refuses what it refuses.</summary>
    [Theory]
    [InlineData("""{"records":[],"a":[1,-2.5e3,true,false,null,"\u00e9\n\"","",{}]}""", true)]
    [InlineData("""{"records":[],"a":"\x"}""", false)]
    [InlineData("""{"records":[],"a":[1,]}""", false)]
    [InlineData("""{"records":[],"a":nul}""", false)]
    [InlineData("""{"records":[],"a" 1}""", false)]
    [InlineData("""{"records":[],"a":"unended}""", false)]
    public void The_scanner_agrees_with_the_framework_s(string text, bool isJson)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isJson, IsJson(ref reader));
        Assert.Equal(!isJson, Assert.IsType<LoggerFileOutcome.Refused>(Decode(text)).Reasons[0].Reason.StartsWith("not JSON", StringComparison.Ordinal));
    }

    private static bool IsJson(ref Utf8JsonReader reader)
    {
        try
        {
            reader.Skip();
            while (reader.Read())
            {
                reader.Skip();
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static LoggerFile Read(string text) => Assert.IsType<LoggerFileOutcome.Read>(Decode(text)).File;

    private static LoggerFileOutcome Decode(string text) => LoggerFileDecoder.Decode(Encoding.UTF8.GetBytes(text), LoggerFileTerms.Default);
}
