using System.Diagnostics;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A hundred thousand strings that no transmitter would send, half of them changed from ones that it would.</summary>
public sealed class ModbusFuzzTests
{
    private const int Seed = 20260501;
    private const int Cases = 100_000;

    private static readonly RegisterMap[] Maps =
    [
        .. Enum.GetValues<RegisterType>().SelectMany(type => Enum.GetValues<WordOrder>().SelectMany(order =>
            new decimal[] { 0.1m, 1m, -1000m, 1000m }.Select(scale => new RegisterMap(type, order, scale, [-32768, 300])))),
    ];

    [Fact]
    public void No_string_of_bytes_makes_a_decoder_throw_or_find_what_is_not_there()
    {
        Random random = new(Seed);
        int answers = 0;
        for (int number = 0; number < Cases; number++)
        {
            ModbusRequest question = new(
                (byte)random.Next(1, 248), (byte)random.Next(3, 5), (ushort)random.Next(65536), (ushort)random.Next(1, 126));
            byte[] bytes = number % 2 == 0 ? Random(random) : Mutated(random, question);
            ModbusScan scan = ModbusAnswer.Scan(bytes, question);
            ModbusFault fault = ModbusAnswer.Explain(bytes, question);
            Assert.True(Enum.IsDefined(fault));
            if (scan.Kind == ModbusScanKind.Answer)
            {
                answers++;
                ReadOnlySpan<byte> frame = bytes.AsSpan(scan.DataAt - 3, question.AnswerLength);
                Assert.True(frame[0] == question.Slave && frame[1] == question.Function && ModbusCrc.Fits(frame));
            }
        }

        Assert.True(answers > 1000, $"the fuzzer reached the good path only {answers} times");
    }

    [Fact]
    public void No_register_makes_a_temperature_that_nothing_can_have()
    {
        Random random = new(Seed);
        for (int number = 0; number < Cases; number++)
        {
            RegisterOutcome outcome = RegisterReader.Read(
                (ushort)random.Next(65536), (ushort)random.Next(65536), Maps[number % Maps.Length]);
            Assert.True(outcome.Fault is not null || outcome.Value.MilliCelsius is >= -200_000 and <= 150_000);
        }
    }

    [Fact]
    public void A_master_in_a_storm_of_noise_ends_within_its_time_and_its_buffer()
    {
        Random random = new(Seed);
        NoisyPort port = new(random);
        ModbusMaster master = new(port, new ModbusTiming(TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(1)), TimeProvider.System);
        long begun = Stopwatch.GetTimestamp();
        ModbusPatience patience = new(TimeSpan.FromMilliseconds(20), 1);
        ModbusOutcome outcome = master.Ask(new ModbusRequest(1, 3, 0, 1), patience, TestContext.Current.CancellationToken);
        Assert.NotNull(outcome.Fault);
        Assert.True(port.Bytes > 10_000);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10));
    }

    private static byte[] Random(Random random)
    {
        byte[] bytes = new byte[random.Next(0, 300)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random, ModbusRequest question)
    {
        List<byte> bytes = [.. Frames.Answer(question.Slave, question.Function, [.. Enumerable.Range(0, question.Count).Select(_ => (ushort)random.Next(65536))])];
        for (int change = random.Next(0, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private sealed class NoisyPort(Random random) : ISerialPort
    {
        public long Bytes { get; private set; }

        public SerialFault? Write(ReadOnlySpan<byte> bytes) => null;

        public SerialRead Read(Span<byte> into, TimeSpan atMost)
        {
            random.NextBytes(into);
            Bytes += into.Length;
            return SerialRead.Of(into.Length);
        }

        public void Dispose()
        {
        }
    }
}
