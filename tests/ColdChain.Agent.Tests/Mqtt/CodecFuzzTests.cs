using System.Buffers;
using System.Diagnostics;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Whatever the bytes are, decoding ends with an answer, soon, and with no more memory than the bytes deserve.</summary>
public sealed class CodecFuzzTests
{
    private const int Inputs = 100_000;
    private const int LongestRandom = 300;

    /// <summary>Lists of one-letter filters are the worst case: a string, a list and a filter for three bytes.</summary>
    private const int MostAllocatedPerByte = 200;
    private const int MostAllocatedPerInput = 2_000;

    private static readonly byte[][] Seeds =
    [
        Wire.Encode(new ConnectPacket
        {
            ClientId = "fridge-1", IsCleanSession = false, KeepAliveSeconds = 60, UserName = "u", Password = "p"u8.ToArray(),
            Will = new WillMessage("w", "x"u8.ToArray(), DeliveryQuality.AtLeastOnce, IsRetained: true),
        }),
        Wire.Encode(new PublishPacket
        {
            Topic = "coldchain/fridge-1/top", Payload = "{\"temperature\":4.37}"u8.ToArray(),
            Quality = DeliveryQuality.AtLeastOnce, PacketId = 7,
        }),
        Wire.Encode(new SubscribePacket(3, [new("a/+/b", DeliveryQuality.AtLeastOnce), new("c/#", DeliveryQuality.AtMostOnce)])),
        Wire.Encode(new SubAckPacket(3, [DeliveryQuality.AtLeastOnce, null])),
        Wire.Encode(new UnsubscribePacket(4, ["a/b", "c"])),
        Wire.Encode(new ConnAckPacket(true, ConnectReturnCode.Accepted)),
        Wire.Encode(new PubAckPacket(7)),
    ];

    [Fact]
    public void A_hundred_thousand_random_strings_are_decoded_or_refused() =>
        DecodeAll(seed: 1, random =>
        {
            byte[] bytes = new byte[random.Next(LongestRandom)];
            random.NextBytes(bytes);
            return bytes;
        });

    [Fact]
    public void A_hundred_thousand_damaged_packets_are_decoded_or_refused() =>
        DecodeAll(seed: 2, random => Mutation.Of(Seeds[random.Next(Seeds.Length)], random));

    private static void DecodeAll(int seed, Func<Random, byte[]> make)
    {
        Random random = new(seed);
        byte[][] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => make(random))];
        Dictionary<string, int> seen = [];
        long total = 0;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (byte[] input in inputs)
        {
            MqttPacket? packet = null;
            long most = MostAllocatedPerInput + (MostAllocatedPerByte * input.Length);
            long allocated = Allocated.By(() => (packet, _) = Wire.Decode(input, largest: 4096), most);
            Assert.True(allocated <= most, $"{allocated} bytes for {Convert.ToHexString(input)}");
            total += allocated;
            string name = packet?.GetType().Name ?? "refused";
            seen[name] = seen.GetValueOrDefault(name) + 1;
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"it took {watch.Elapsed}");
        Assert.True(total < 200L * 1024 * 1024, $"{total} bytes in all");
        Assert.True(seen.Count >= 3 && seen["refused"] > 0, string.Join(", ", seen)); // Both ways were reached.
    }
}
