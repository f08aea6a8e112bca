using System.Text;
using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Core.Readings;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial.Lines;

public sealed class LineReaderTests
{
    private static readonly string Shared = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/serial/ascii_lines.json"));

    [Theory]
    [InlineData("\0\0\0 1.5", "control characters: \"...")]
    [InlineData("\x1B[2J5", "control characters: \".[2J5\"")]
    [InlineData("21.1", "is 4 characters long, 5 are sent")]
    [InlineData("\u00FF\u00FE1.5", "is not a line of tsm125")]
    public void Noise_is_refused_and_shown_harmless(string line, string says)
    {
        LineReading.Refused refused = Assert.IsType<LineReading.Refused>(LineReader.Read(line, LineProfiles.Find("tsm125")));
        Assert.Contains(says, refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Reason, letter => char.IsControl(letter));
    }

    [Fact]
    public void A_code_of_a_profile_is_a_fault_and_never_a_temperature()
    {
        LineProfile profile = LineProfiles.Find("papouch-tm") with { Codes = [new(-50m, SensorFault.ProbeMissing, "no probe")] };
        LineReading.Measured measured = Assert.IsType<LineReading.Measured>(LineReader.Read("-050.0C", profile));
        Assert.Equal(SensorFault.ProbeMissing, measured.Temperatures["temperature"].Fault);
    }

    [Fact]
    public void Twelve_digits_are_out_of_range_and_nothing_overflows()
    {
        LineReading.Measured measured = Assert.IsType<LineReading.Measured>(LineReader.Read("999999999999C", LineProfiles.Find("papouch-tm")));
        Assert.Equal(SensorFault.OutOfRange, measured.Temperatures["temperature"].Fault);
    }

    [Fact]
    public void Every_captured_line_decodes_or_is_refused_for_the_right_reason()
    {
        Assert.SkipUnless(File.Exists(Shared), $"the captured lines are not at hand ({Shared})");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Shared));
        List<string> seen = [];
        foreach (JsonElement vector in document.RootElement.EnumerateArray())
        {
            string device = vector.GetProperty("device").GetString()!;
            string profile = device.Contains("TSM125", StringComparison.Ordinal) ? "tsm125"
                : device.Contains("TEMPer", StringComparison.Ordinal) ? "temperx232"
                : device.Contains("w1_slave", StringComparison.Ordinal) ? "w1-slave" : "xy-md02-lines";
            DecodedReport report = LineDecoding.Run(new DecodeRequest.OfLine(profile, TextOf(vector)));
            seen.Add(report.Rejected.Count > 0 ? $"{profile}: refused" : $"{profile}: {report.Lines[0].Celsius?.ToString() ?? report.Lines[0].Fault}");
        }

        Assert.Equal(
            [
                "tsm125: 121.100", "tsm125: 1.500", "tsm125: -11.200", "tsm125: DeviceError", "temperx232: 25.310",
                "w1-slave: 23.625", "xy-md02-lines: refused",
            ],
            seen);
    }

    private static string TextOf(JsonElement vector) => vector switch
    {
        _ when vector.TryGetProperty("bytes", out JsonElement bytes) => Encoding.Latin1.GetString(Frames.Hex(bytes.GetString()!)),
        _ when vector.TryGetProperty("text", out JsonElement text) => text.GetString()!,
        _ => vector.GetProperty("line").GetString()!,
    };
}
