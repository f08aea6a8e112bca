using System.Diagnostics;
using System.Text;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Whatever a sensor publishes, decoding ends with readings within limits, faults or nothing; never in an exception.</summary>
public sealed class PayloadFuzzTests
{
    private const int Inputs = 100_000;
    private const int MostAllocatedPerInput = 16 * 1024;

    private static readonly Instant Now = Instant.FromUnixMilliseconds(1_777_593_600_000);

    private static readonly string[] Seeds =
    [
        """{"temperature":4.37,"time":"2026-05-01T08:00:00+08:00","battery":90}""",
        """{"temperature":-127.0,"time":1777593540}""",
        """{"x":{"y":[1,2,{"z":"é\u00e9\ud83e\uddca"}]},"temperature":nan,"time":null}""",
        "21.5",
        "-18.25\r\n",
        """{"temperature":"4.4","\ud800":1}""",
    ];

    [Fact]
    public void A_hundred_thousand_random_payloads_are_decoded_or_refused() =>
        DecodeAll(seed: 3, random =>
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return bytes;
        });

    [Fact]
    public void A_hundred_thousand_damaged_payloads_are_decoded_or_refused() =>
        DecodeAll(seed: 4, random => Mutation.Of(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random));

    [Fact]
    public void The_largest_payload_of_brackets_costs_no_more_than_its_share()
    {
        byte[] payload = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("[]", 80_000)) + "]");
        PayloadDecoder decoder = new([Topics.Json]);
        decoder.Decode("coldchain/a/b/reading", payload, Now);
        long before = GC.GetAllocatedBytesForCurrentThread();
        decoder.Decode("coldchain/a/b/reading", payload, Now);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * 1024 * 1024);
    }

    private static void DecodeAll(int seed, Func<Random, byte[]> make)
    {
        Random random = new(seed);
        PayloadDecoder decoder = new([Topics.Json, Topics.Number]);
        string[] topics = ["coldchain/fridge-1/top/reading", "fridge-2/sensor/probe/state"];
        byte[][] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => make(random))];
        int readings = 0;
        int faults = 0;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (byte[] input in inputs)
        {
            string topic = topics[random.Next(topics.Length)];
            DecodedMessage? decoded = null;
            long allocated = Allocated.By(() => decoded = decoder.Decode(topic, input, Now), MostAllocatedPerInput);
            Assert.True(allocated <= MostAllocatedPerInput, $"{allocated} bytes for {Convert.ToHexString(input)}");
            Assert.All(decoded!.Readings, reading => Assert.True(
                ReadingLimits.IsPlausible(reading.Value) && reading.MeasuredAt >= ReadingLimits.Earliest));
            readings += decoded.Readings.Count;
            faults += decoded.Faults.Count;
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"it took {watch.Elapsed}");
        Assert.True(faults > 1000 && (seed == 3 || readings > 1000), $"{readings} readings, {faults} faults"); // Both ways were reached.
    }
}
