using System.Text;
using System.Text.RegularExpressions;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>What a person copies out of the documents works, and they leave nothing out.</summary>
public sealed partial class ProfileDocumentTests
{
    private static readonly string OwnProfile = File.ReadAllText(Repository.Path("docs", "devices", "own-profile.md"));

    private static string[] Examples => [.. Example().Matches(OwnProfile).Select(match => match.Groups["json"].Value)];

    [Fact]
    public void The_five_line_profile_reads_the_message_that_it_was_written_for()
    {
        string payload = Message().Match(OwnProfile).Groups["json"].Value;
        DecodedReport report = MessageDecoding.Decode(
            MessageReaders.Create(Profiles.Of(Examples[0]), ProfileUse.Plain),
            [new IncomingMessage("cellar/left/state", Encoding.UTF8.GetBytes(payload), null)]);
        DecodedLine line = Assert.Single(report.Lines);
        Assert.Equal(("left", 4000, "2026-04-30T23:59:00.000Z"), (line.Sensor, line.Celsius!.Value.MilliCelsius, line.At!.Value.ToString()));
        Assert.Equal(88m, (decimal)line.Further["batteryPercent"]!);
        Assert.Empty(report.Rejected);
    }

    [Fact]
    public void The_profile_is_used_from_a_file_as_the_document_says()
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("cellar.json"), Examples[0]);
        File.WriteAllText(folder.Path("message.json"), Message().Match(OwnProfile).Groups["json"].Value);
        DecodedReport report = MessageDecoding.Run(
            new DecodeRequest.OfMessage(folder.Path("cellar.json"), "cellar/left/state", folder.Path("message.json")));
        Assert.Equal("left", Assert.Single(report.Lines).Sensor);
    }

    [Fact]
    public void A_profile_that_stands_on_another_changes_what_it_says_itself()
    {
        IMessageReader reader = MessageReaders.Create(Profiles.Of(Examples[1]), ProfileUse.Plain);
        DecodedLine line = Assert.Single(MessageDecoding.Decode(
            reader, [new IncomingMessage("f", """[{"code":"va_temperature","value":452}]"""u8.ToArray(), null)]).Lines);
        Assert.Equal(4520, line.Celsius!.Value.MilliCelsius);
    }

    [Fact]
    public void The_list_of_devices_leaves_out_no_profile_and_the_words_no_key()
    {
        string devices = File.ReadAllText(Repository.Path("docs", "devices", "mqtt.md"));
        Assert.All(MqttSample.All().Select(sample => sample.Profile).Distinct(), name => Assert.Contains($"| `{name}` |", devices, StringComparison.Ordinal));
        Assert.All(MessageRuleReader.Keys, key => Assert.Contains($"`{key}`", OwnProfile, StringComparison.Ordinal));
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("publishes `(?<json>.*?)` to")]
    private static partial Regex Message();
}
