using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Every sample of every MQTT profile decodes to its readings, its faults and its refusals, and to nothing else.</summary>
public sealed class MqttSampleTests
{
    public static TheoryData<string, int> Samples => [.. MqttSample.All().Select(sample => (sample.Profile, sample.Number))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_decodes_to_what_it_says(string profile, int number)
    {
        MqttSample sample = MqttSample.All().Single(one => one.Profile == profile && one.Number == number);
        DecodedReport report = sample.Decode();
        Assert.Equal(
            sample.Expected("readings").Select(Written),
            report.Lines.Where(line => line.Fault is null).Select(line => $"{line.Sensor} {line.Celsius}"));
        Assert.Equal(
            sample.Expected("faults").Select(fault => $"{Text(fault, "sensor")} {Text(fault, "fault")}"),
            report.Lines.Where(line => line.Fault is not null).Select(line => $"{line.Sensor} {line.Fault}"));
        Assert.Equal(sample.Expected("refused").Count, report.Rejected.Count);
        Assert.All(
            sample.Expected("refused").Zip(report.Rejected),
            pair => Assert.Contains(pair.First.GetString()!, pair.Second.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_has_the_time_the_source_and_the_further_fields_that_it_says(string profile, int number)
    {
        MqttSample sample = MqttSample.All().Single(one => one.Profile == profile && one.Number == number);
        DecodedLine[] lines = [.. sample.Decode().Lines.Where(line => line.Fault is null)];
        foreach ((JsonElement expected, DecodedLine line) in sample.Expected("readings").Zip(lines))
        {
            Assert.True(!expected.TryGetProperty("at", out JsonElement at) || at.GetString() == line.At?.ToString(), $"{sample}: {line}");
            Assert.Equal(Text(expected, "source") ?? "live", line.Source.ToString().ToLowerInvariant());
            AssertFurther(expected, line, sample);
        }
    }

    [Fact]
    public void Every_mqtt_profile_has_samples_a_title_in_both_languages_and_its_sources()
    {
        string[] names = [.. MqttSample.All().Select(sample => sample.Profile).Distinct()];
        Assert.True(names.Length >= 14, string.Join(", ", names));
        foreach (JsonElement body in names.Select(name => Profiles.File(name).Body))
        {
            Assert.All(["zh", "en"], language => Assert.NotEmpty(body.GetProperty("title").GetProperty(language).GetString()!));
            Assert.NotEqual(0, body.GetProperty("sources").GetArrayLength());
        }
    }

    [Fact]
    public void Every_profile_shows_a_reading_and_something_that_is_none() => Assert.All(
        MqttSample.All().GroupBy(sample => sample.Profile),
        profile => Assert.True(
            profile.Any(sample => sample.Expected("readings").Count > 0)
            && profile.Any(sample => sample.Expected("faults").Count + sample.Expected("refused").Count > 0 || sample.Expected("readings").Count == 0),
            profile.Key));

    private static void AssertFurther(JsonElement expected, DecodedLine line, MqttSample sample)
    {
        if (expected.TryGetProperty("further", out JsonElement further))
        {
            foreach (JsonProperty one in further.EnumerateObject())
            {
                Assert.True(
                    line.Further.TryGetValue(one.Name, out JsonNode? found) && Same(one.Value, found),
                    $"{sample}: {one.Name} is {found?.ToJsonString() ?? "missing"}");
            }
        }
    }

    private static bool Same(JsonElement expected, JsonNode? found) => expected.ValueKind == JsonValueKind.Number
        ? found!.AsValue().TryGetValue(out decimal number) && number == expected.GetDecimal()
        : JsonNode.DeepEquals(found, JsonSerializer.SerializeToNode(expected));

    private static string Written(JsonElement reading) =>
        $"{Text(reading, "sensor")} {Core.Temperatures.Temperature.FromCelsius(reading.GetProperty("celsius").GetDecimal())}";

    private static string? Text(JsonElement json, string key) =>
        json.TryGetProperty(key, out JsonElement found) ? found.GetString() : null;
}
