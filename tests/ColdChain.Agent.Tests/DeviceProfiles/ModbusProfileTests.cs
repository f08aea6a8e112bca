using System.Text;
using System.Text.Json;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Tests.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.DeviceProfiles;

public sealed class ModbusProfileTests
{
    public static TheoryData<string> Names => [.. DeviceProfileCatalogue.BuiltInNames.Where(name => KindOf(name) == DeviceProfileKind.ModbusRtu)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_of_a_profile_decodes_to_what_it_says(string name)
    {
        JsonElement samples = Body(name).GetProperty("samples");
        Assert.True(samples.GetArrayLength() > 0);
        foreach (JsonElement sample in samples.EnumerateArray())
        {
            DecodedReport report = ExchangeDecoding.Run(new DecodeRequest.OfExchange(
                name, sample.GetProperty("request").GetString()!, sample.GetProperty("response").GetString()!));
            Assert.Empty(report.Rejected);
            ExpectedLines.Check(sample.GetProperty("expect"), report.Lines);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_temperature_of_a_profile_is_in_a_sample_and_a_title_is_in_both_languages(string name)
    {
        ModbusProfile profile = SerialProfiles.FindModbus(DeviceProfileCatalogue.BuiltIn, name).Profile!;
        string shown = Body(name).GetProperty("samples").GetRawText();
        Assert.All(profile.Points, point => Assert.Contains($"\"channel\": \"{point.Name}\"", shown, StringComparison.Ordinal));
        Assert.All((string[])["zh", "en"], language => Assert.NotEmpty(Body(name).GetProperty("title").GetProperty(language).GetString()!));
        Assert.True(Body(name).GetProperty("sources").GetArrayLength() > 0);
    }

    [Fact]
    public void Every_mistake_of_a_profile_is_told_at_once() => Assert.Equal(
        [
            "line.parity: \"mark\" is not allowed: one of none, even, odd",
            "line.speed: unknown key; known here: baud, parity, stopBits",
            "temperatures[0].register: is missing: a whole number from 0 to 65535",
            "temperatures[0].function: 6 is not allowed: one of 3, 4",
            "temperatures[0].scale: 0 is not allowed: every reading would be 0",
            "temperatures[0].highest: must be above \"lowest\"",
            "temperatures[0].codes[0].fault: \"odd\" is not allowed: one of probe-missing, sentinel, out-of-range, no-answer, garbled, device-error",
            "temperatures[0].codes[0].says: is missing: what the maker means by it",
            "temperatures[1].status.meaning: unknown key; known here: meanings, register, well",
            "temperatures[1].further[0].name: is missing: camelCase with the unit in it, such as humidityPercent",
            "temperatures: the channel \"temperature\" is there twice",
            "temperatures: the channel \"temperature\" needs 101 registers in one question, 5 are allowed",
            "color: unknown key; known here: kind, line, mostRegisters, name, notes, samples, sources, temperatures, title",
        ],
        Problems("""
        {
          "name": "mine", "kind": "modbus-rtu", "color": "blue", "mostRegisters": 5,
          "line": { "parity": "mark", "speed": 1 },
          "temperatures": [
            { "function": 6, "scale": 0, "lowest": 5, "highest": 5, "codes": [{ "raw": 1, "fault": "odd" }] },
            { "register": 100, "status": { "register": 200, "meaning": [] }, "further": [{ "register": 1 }] }
          ]
        }
        """));

    [Fact]
    public void A_profile_of_another_kind_is_refused() => Assert.Contains(
        "is a profile of kind mqtt, not modbus-rtu",
        Problem("""{ "name": "mine", "kind": "mqtt" }"""),
        StringComparison.Ordinal);

    [Fact]
    public void A_board_whose_last_probe_lies_beyond_the_registers_is_refused() => Assert.Contains(
        "temperatures[0].register: the last of these would lie beyond 65535",
        Problem("""{ "name": "mine", "kind": "modbus-rtu", "temperatures": [{ "register": 65530, "count": 8 }] }"""),
        StringComparison.Ordinal);

    [Fact]
    public void A_hundred_thousand_changed_profiles_are_read_or_refused_and_never_thrown()
    {
        Random random = new(20261122);
        byte[][] good = [.. Names.Select(row => Encoding.UTF8.GetBytes(Body(row.Data).GetRawText()))];
        int read = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = [.. good[round % good.Length]];
            for (int change = random.Next(3); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            }

            read += DeviceProfileReader.Read(bytes, "x") is DeviceProfileOutcome.Found found
                && SerialProfiles.ReadModbus(found.File).Profile is not null ? 1 : 0;
        }

        Assert.True(read > 1000, $"only {read} were read");
    }

    private static string[] Problems(string json) =>
        Problem(json).Split(": ", 2)[1].Split("; ").Aggregate(new List<string>(), Join).ToArray();

    /// <summary>A list of known keys has semicolons of its own.</summary>
    private static List<string> Join(List<string> told, string part)
    {
        if (part.StartsWith("known here", StringComparison.Ordinal))
        {
            told[^1] += "; " + part;
        }
        else
        {
            told.Add(part);
        }

        return told;
    }

    private static string Problem(string json)
    {
        using TemporaryDirectory folder = new();
        string path = folder.Path("mine.json");
        File.WriteAllText(path, json);
        ProfileReading<ModbusProfile> reading = SerialProfiles.FindModbus(DeviceProfileCatalogue.BuiltIn, path);
        Assert.Null(reading.Profile);
        return reading.Problem;
    }

    private static JsonElement Body(string name) => ((DeviceProfileOutcome.Found)DeviceProfileCatalogue.BuiltIn.Find(name)).File.Body;

    private static DeviceProfileKind KindOf(string name) => ((DeviceProfileOutcome.Found)DeviceProfileCatalogue.BuiltIn.Find(name)).File.Kind;
}
