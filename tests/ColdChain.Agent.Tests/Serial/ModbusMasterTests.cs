using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A master on a port whose bytes come at moments that the test says, on a clock that nobody waits for.</summary>
public sealed class ModbusMasterTests
{
    private static readonly ModbusPatience Patience = new(TimeSpan.FromMilliseconds(500), 1);
    private readonly ManualClock _clock = new();

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    public ModbusMasterTests() => _clock.Advance(TimeSpan.FromSeconds(1));

    [Fact]
    public void The_answer_to_a_first_attempt_leaves_that_of_the_second_to_come_and_nobody_elses_question_gets_it()
    {
        // Register 1 is slow: 700 ms. Its first answer comes in the time of the second attempt, its second one after it.
        TimedPort port = new(_clock, question => (question[3] == 1 ? 700 : 10, Frames.Answer(1, 3, (ushort)(question[3] == 1 ? 999 : 70))));
        ModbusMaster master = Make(port);
        Assert.Equal(999, First(master.Ask(new ModbusRequest(1, 3, 1, 1), Patience, Ends)));
        Assert.True(master.OwesAnswerFor(1) > TimeSpan.FromSeconds(2));
        Assert.Equal(70, First(master.Ask(new ModbusRequest(1, 3, 0, 1), Patience, Ends)));
    }

    [Fact]
    public void A_slave_that_was_silent_owes_its_answer_for_three_seconds_and_the_others_owe_none()
    {
        TimedPort port = new(_clock, question => question[0] == 1 ? (2_900, Frames.Answer(1, 3, 999)) : (10, Frames.Answer(2, 3, 70)));
        ModbusMaster master = Make(port);
        Assert.Equal(ModbusFault.NoAnswer, master.Ask(new ModbusRequest(1, 3, 1, 1), Patience with { Retries = 0 }, Ends).Fault);
        Assert.Equal(TimeSpan.FromMilliseconds(2_500), master.OwesAnswerFor(1));
        Assert.Equal(TimeSpan.Zero, master.OwesAnswerFor(2));
        Assert.Equal(70, First(master.Ask(new ModbusRequest(2, 3, 1, 1), Patience, Ends)));
    }

    [Fact]
    public void A_slave_that_answered_badly_owes_nothing()
    {
        byte[] spoilt = Frames.Answer(1, 3, 70);
        spoilt[^1] ^= 1;
        ModbusMaster master = Make(new TimedPort(_clock, _ => (10, spoilt)));
        Assert.Equal(ModbusFault.WrongChecksum, master.Ask(new ModbusRequest(1, 3, 1, 1), Patience, Ends).Fault);
        Assert.Equal(TimeSpan.Zero, master.OwesAnswerFor(1));
    }

    [Fact]
    public void Text_that_a_transmitter_sends_unasked_before_its_answer_spoils_nothing()
    {
        byte[] text = "TC:0.0,HC:0.0,BR:9600,HZ:1\r\n"u8.ToArray();
        ModbusMaster master = Make(new TimedPort(_clock, _ => (10, [.. text, .. Frames.Answer(1, 3, 43), .. text])));
        Assert.Equal(43, First(master.Ask(new ModbusRequest(1, 3, 1, 1), Patience, Ends)));
    }

    [Fact]
    public void A_question_waits_for_the_turnaround_of_the_line()
    {
        TimedPort port = new(_clock, _ => (0, Frames.Answer(1, 3, 43)));
        ModbusMaster master = new(port, new ModbusTiming(TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(3)), _clock);
        long begun = _clock.GetTimestamp();
        master.Ask(new ModbusRequest(1, 3, 1, 1), Patience, Ends);
        Assert.Equal(TimeSpan.FromMilliseconds(80), _clock.GetElapsedTime(begun));
    }

    private static int First(ModbusOutcome outcome)
    {
        Assert.Null(outcome.Fault);
        return (outcome.Registers.Span[0] << 8) | outcome.Registers.Span[1];
    }

    private ModbusMaster Make(TimedPort port) =>
        new(port, new ModbusTiming(TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(3)), _clock);

    /// <summary>Waiting on it moves the clock, and nothing else does.</summary>
    private sealed class TimedPort(ManualClock clock, Func<byte[], (int Milliseconds, byte[] Bytes)> answer) : ISerialPort
    {
        private readonly PriorityQueue<byte[], DateTimeOffset> _coming = new();

        public SerialFault? Write(ReadOnlySpan<byte> bytes)
        {
            (int milliseconds, byte[] frame) = answer(bytes.ToArray());
            _coming.Enqueue(frame, clock.GetUtcNow() + TimeSpan.FromMilliseconds(milliseconds));
            return null;
        }

        public SerialRead Read(Span<byte> into, TimeSpan atMost)
        {
            DateTimeOffset end = clock.GetUtcNow() + atMost;
            bool comes = _coming.TryPeek(out _, out DateTimeOffset at) && at <= end;
            DateTimeOffset until = comes ? at : end;
            if (until > clock.GetUtcNow())
            {
                clock.Advance(until - clock.GetUtcNow());
            }

            if (!comes)
            {
                return SerialRead.Nothing;
            }

            byte[] frame = _coming.Dequeue();
            frame.CopyTo(into);
            return SerialRead.Of(frame.Length);
        }

        public void Dispose()
        {
        }
    }
}
