using System.Diagnostics;
using System.Text;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;
using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Whatever comes, as a profile, a template, bytes or a message: readings within limits, faults, reasons; never an exception.</summary>
public sealed class ProfileFuzzTests
{
    private const int Inputs = 100_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private static readonly Instant Now = Instant.FromUnixMilliseconds(1_777_593_600_000);

    [Fact]
    public void A_hundred_thousand_damaged_profiles_are_read_or_refused_with_their_places()
    {
        byte[][] seeds = [.. DeviceProfileCatalogue.BuiltInNames.Select(Profiles.File)
            .Where(file => file.Kind == DeviceProfileKind.Mqtt)
            .Select(file => Encoding.UTF8.GetBytes(WithoutSamples(file)))];
        int refused = 0;
        int read = 0;
        Run(seed: 11, seeds, input =>
        {
            if (DeviceProfileReader.Read(input, "mine.json") is DeviceProfileOutcome.Found found)
            {
                bool isRead = new MqttProfileReader(DeviceProfileCatalogue.BuiltIn).Read(found.File, out IReadOnlyList<string> mistakes) is not null;
                Assert.Equal(isRead, mistakes.Count == 0);
                read += isRead ? 1 : 0;
                refused += isRead ? 0 : 1;
            }
        });
        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused"); // Both ways were reached.
    }

    [Fact]
    public void A_hundred_thousand_damaged_templates_are_paths_or_refused()
    {
        string[] seeds = ["{{ value_json.temperature }}", "{{ value_json['a b'].c[0] | float(0) }}", "{{value|float}}", "{{ value_json[\"x\"] | is_defined }}"];
        int parsed = 0;
        Run(seed: 12, [.. seeds.Select(Encoding.UTF8.GetBytes)], input =>
            parsed += ValueTemplate.TryParse(Encoding.UTF8.GetString(input), out _) ? 1 : 0);
        Assert.InRange(parsed, 1000, Inputs - 1000);
    }

    [Theory]
    [InlineData("dragino-lht65", "CBF60B0D0376010ADD7FFF")]
    [InlineData("ruuvi-df5", "0201061BFF99040513C85714C7CC00240008041CAB76F41C3CC6A5B9E0AD06")]
    [InlineData("sparkplug-b", "089bbcd386de3312380a124672696467652f54656d7065726174757265100318a0bbd386de3320094a120a07656e67556e69741207080c4203c2b046650000204212130a0b4672696467652f446f6f721004200b70011800")]
    [InlineData("json", "7b2274656d7065726174757265223a342e347d")]
    public void A_hundred_thousand_damaged_bytes_are_decoded_or_refused(string step, string seed)
    {
        PayloadSteps steps = new();
        Dictionary<string, string> parts = new() { ["type"] = "DBIRTH", ["group"] = "g", ["node"] = "n", ["device"] = "d" };
        int refused = 0;
        Run(seed: 13, [Convert.FromHexString(seed)], input =>
        {
            bool isDecoded = steps[step].TryDecode(input, parts, out _, out string problem);
            Assert.Equal(isDecoded, problem.Length == 0);
            refused += isDecoded ? 0 : 1;
        });
        Assert.True(refused > 1000, $"{refused} refused");
    }

    [Fact]
    public void A_hundred_thousand_damaged_messages_end_in_readings_within_limits_faults_or_reasons()
    {
        (IMessageReader Reader, IncomingMessage Message)[] seeds =
            [.. MqttSample.All().SelectMany(sample =>
            {
                IMessageReader reader = MessageReaders.Create(Profiles.Named(sample.Profile), ProfileUse.Plain);
                return sample.Messages.Select(message => (reader, message));
            })];
        Random random = new(14);
        int readings = 0;
        int others = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Inputs; i++)
        {
            (IMessageReader reader, IncomingMessage message) = seeds[random.Next(seeds.Length)];
            byte[] payload = Mutation.Of(message.Payload.ToArray(), random);
            DecodedReport report = MessageDecoding.Decode(reader, [message with { Payload = payload, Arrival = Now }]);
            Assert.All(report.Lines.Where(line => line.Fault is null), line => Assert.True(
                ReadingLimits.IsPlausible(line.Celsius!.Value) && line.At >= ReadingLimits.Earliest, $"{Encoding.UTF8.GetString(payload)}: {line}"));
            readings += report.Lines.Count(line => line.Fault is null);
            others += report.Lines.Count(line => line.Fault is not null) + report.Rejected.Count;
        }

        Assert.True(watch.Elapsed < Longest, $"it took {watch.Elapsed}");
        Assert.True(readings > 1000 && others > 1000, $"{readings} readings, {others} faults and refusals");
    }

    [Fact]
    public void The_largest_lists_cost_no_more_than_their_share()
    {
        byte[] payload = Encoding.UTF8.GetBytes("{\"data\":[" + string.Join(',', Enumerable.Repeat("{\"ESER\":\"x\",\"records\":[{\"TVC\":4},{\"TVC\":4}]}", 5_000)) + "]}");
        IMessageReader reader = MessageReaders.Create(Profiles.Named("cce-interop"), ProfileUse.Plain);
        FoundMessage found = reader.Read(new IncomingMessage("t", payload, Now))!;
        long before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read(new IncomingMessage("t", payload, Now));
        Assert.InRange(found.Readings.Count, 1, 1000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * 1024 * 1024);
    }

    private static void Run(int seed, byte[][] seeds, Action<byte[]> read)
    {
        Random random = new(seed);
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Inputs; i++)
        {
            byte[] input;
            if (random.Next(10) == 0)
            {
                input = new byte[random.Next(120)];
                random.NextBytes(input);
            }
            else
            {
                input = Mutation.Of(seeds[random.Next(seeds.Length)], random);
            }

            read(input);
        }

        Assert.True(watch.Elapsed < Longest, $"it took {watch.Elapsed}");
    }

    private static string WithoutSamples(DeviceProfileFile file)
    {
        System.Text.Json.Nodes.JsonObject body = System.Text.Json.Nodes.JsonObject.Create(file.Body)!;
        body.Remove("samples");
        body.Remove("sources");
        body.Remove("title");
        return body.ToJsonString();
    }
}
