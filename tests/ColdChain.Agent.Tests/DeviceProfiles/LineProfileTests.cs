using System.Text;
using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Agent.Tests.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.DeviceProfiles;

public sealed class LineProfileTests
{
    public static TheoryData<string> Names => [.. DeviceProfileCatalogue.BuiltInNames.Where(name => File(name).Kind == DeviceProfileKind.AsciiLine)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_of_a_profile_decodes_to_what_it_says(string name)
    {
        foreach (JsonElement sample in File(name).Body.GetProperty("samples").EnumerateArray())
        {
            DecodedReport report = LineDecoding.Run(new DecodeRequest.OfLine(name, sample.GetProperty("line").GetString()!));
            if (sample.TryGetProperty("refused", out JsonElement refused))
            {
                Assert.Empty(report.Lines);
                Assert.Contains(refused.GetString()!, Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
                continue;
            }

            Assert.Empty(report.Rejected);
            ExpectedLines.Check(sample.GetProperty("expect"), report.Lines);
        }
    }

    [Fact]
    public void Every_mistake_of_a_profile_is_told_at_once()
    {
        string problem = Problem("""
        {
          "name": "mine", "kind": "ascii-line", "ends": "tab", "length": 0, "ask": " ",
          "patterns": [{ "pattern": "{temperature}{x}" }, { "pattern": "{Bad}" }, { "patern": "{temperature}" }],
          "faults": [{ "pattern": "Err", "fault": "odd" }],
          "ignore": [{ "pattern": "x" }]
        }
        """);
        Assert.All(
            (string[])
            [
                "patterns[0].pattern: is not a pattern: two of {...} need a text between them",
                "patterns[1].pattern: is not a pattern: \"{Bad}\": {name}, {name:F}, {name/10} or {*} is expected",
                "patterns[2].pattern: is missing",
                "patterns[2].patern: unknown key",
                "faults[0].fault: \"odd\" is not allowed",
                "faults[0].says: is missing",
                "ignore[0].says: is missing",
                "ask: \" \" is not allowed",
                "ends: \"tab\" is not allowed: one of new-line, less-than, semicolon, etx",
                "length: 0 is not allowed",
                "patterns: none of them has a number whose name begins with \"temperature\"",
            ],
            told => Assert.Contains(told, problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_thousand_changed_profiles_are_read_or_refused_and_never_thrown()
    {
        Random random = new(20261122);
        byte[][] good = [.. Names.Select(row => Encoding.UTF8.GetBytes(File(row.Data).Body.GetRawText()))];
        int read = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = [.. good[round % good.Length]];
            for (int change = random.Next(3); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            }

            ProfileReading<LineProfile> reading = DeviceProfileReader.Read(bytes, "x") is DeviceProfileOutcome.Found found
                ? SerialProfiles.ReadLine(found.File)
                : default;
            read += reading.Profile is { } profile && LineReader.Read("  1.5", profile) is not null ? 1 : 0;
        }

        Assert.True(read > 1000, $"only {read} were read");
    }

    private static string Problem(string json)
    {
        using TemporaryDirectory folder = new();
        string path = folder.Path("mine.json");
        System.IO.File.WriteAllText(path, json);
        ProfileReading<LineProfile> reading = SerialProfiles.FindLine(DeviceProfileCatalogue.BuiltIn, path);
        Assert.Null(reading.Profile);
        return reading.Problem;
    }

    private static DeviceProfileFile File(string name) => ((DeviceProfileOutcome.Found)DeviceProfileCatalogue.BuiltIn.Find(name)).File;
}
