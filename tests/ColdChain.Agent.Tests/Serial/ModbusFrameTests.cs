using System.Text;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

public sealed class ModbusFrameTests
{
    private static readonly ModbusRequest Question = new(Slave: 1, Function: 3, Register: 1, Count: 1);

    // The check value of CRC-16/MODBUS: of the nine bytes "123456789".
    [Fact]
    public void The_check_sum_is_that_of_the_standard() => Assert.Equal(0x4B37, ModbusCrc.Of("123456789"u8));

    // Modbus Application Protocol 1.1b3, 6.3: request registers 108-110 of slave 17 (frame of the RTU examples).
    [Theory]
    [InlineData(17, 3, 0x006B, 3, "11 03 00 6B 00 03 76 87")]
    [InlineData(1, 4, 1, 1, "01 04 00 01 00 01 60 0A")]
    [InlineData(1, 3, 0, 2, "01 03 00 00 00 02 C4 0B")]
    [InlineData(247, 3, 0xFFFF, 1, null)]
    public void A_question_is_written_as_the_standard_says(byte slave, byte function, ushort register, ushort count, string? expected)
    {
        byte[] frame = new byte[ModbusRequest.FrameLength];
        new ModbusRequest(slave, function, register, count).Write(frame);
        Assert.True(ModbusCrc.Fits(frame));
        if (expected is not null)
        {
            Assert.Equal(Frames.Hex(expected), frame);
        }
    }

    [Fact]
    public void An_answer_is_found()
    {
        byte[] bytes = Frames.Hex("01 03 02 00 2B F8 5B");
        Assert.Equal(new ModbusScan(ModbusScanKind.Answer, 3, 2, 0), ModbusAnswer.Scan(bytes, Question));
    }

    [Theory]
    [InlineData("the echo of the question", "01 03 00 01 00 01 D5 CA")]
    [InlineData("another slave's answer", "02 03 02 00 2B BC 5B")]
    [InlineData("a transmitter that reports by itself", "54 43 3A 30 32 35 2E 34 2C 0D 0A")]
    [InlineData("noise that begins like an answer", "01 03 02 01 03")]
    [InlineData("a break", "00 00 00")]
    public void An_answer_is_found_behind_what_else_is_on_the_line(string what, string before)
    {
        byte[] foreign = Frames.Hex(before);
        byte[] bytes = [.. foreign, .. Frames.Answer(1, 3, 43)];
        Assert.Equal((what, ModbusScanKind.Answer, foreign.Length + 3), (what, ModbusAnswer.Scan(bytes, Question).Kind, ModbusAnswer.Scan(bytes, Question).DataAt));
    }

    [Fact]
    public void An_exception_is_the_slaves_own_word()
    {
        ModbusScan scan = ModbusAnswer.Scan(Frames.Exception(1, 3, 2), Question);
        Assert.Equal((ModbusScanKind.Exception, (byte)2), (scan.Kind, scan.ExceptionCode));
    }

    [Theory]
    [InlineData("another slave", 2, 3, 1)]
    [InlineData("another function", 1, 4, 1)]
    [InlineData("more registers than were asked for", 1, 3, 2)]
    public void A_sound_frame_that_does_not_answer_the_question_is_no_answer(string why, byte slave, byte function, int registers)
    {
        byte[] bytes = Frames.Answer(slave, function, new ushort[registers]);
        Assert.Equal((why, ModbusScanKind.Incomplete), (why, ModbusAnswer.Scan(bytes, Question).Kind));
        Assert.Equal((why, ModbusFault.OtherSlave), (why, ModbusAnswer.Explain(bytes, Question)));
    }

    [Theory]
    [InlineData("", ModbusFault.NoAnswer)]
    [InlineData("01 03 02 00 2B", ModbusFault.PartialFrame)]
    [InlineData("01", ModbusFault.PartialFrame)]
    [InlineData("01 03 02 00 2B F8 5C", ModbusFault.WrongChecksum)]
    [InlineData("02 03 02 00 2B 3C 5B", ModbusFault.Noise)]
    [InlineData("7E 7E 7E 7E", ModbusFault.Noise)]
    public void What_is_wrong_has_a_name(string hex, ModbusFault expected)
    {
        byte[] bytes = Frames.Hex(hex);
        Assert.Equal(ModbusScanKind.Incomplete, ModbusAnswer.Scan(bytes, Question).Kind);
        Assert.Equal(expected, ModbusAnswer.Explain(bytes, Question));
    }

    [Fact]
    public void Every_single_wrong_bit_is_noticed()
    {
        byte[] good = Frames.Answer(1, 3, 43);
        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(ModbusScanKind.Incomplete, ModbusAnswer.Scan(bad, Question).Kind);
        }
    }

    [Fact]
    public void An_answer_is_found_however_it_is_cut_into_pieces()
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes("TC:025.4"), .. Frames.Answer(1, 3, 43)];
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Equal(ModbusScanKind.Incomplete, ModbusAnswer.Scan(whole.AsSpan(0, length), Question).Kind);
        }

        Assert.Equal(ModbusScanKind.Answer, ModbusAnswer.Scan(whole, Question).Kind);
    }

    [Fact]
    public void Finding_an_answer_allocates_nothing()
    {
        byte[] bytes = [.. Frames.Hex("54 43 3A 30 32 35"), .. Frames.Answer(1, 3, 43)];
        long sum = Scan(bytes);
        Assert.Equal(0, Allocated.By(() => sum += Scan(bytes)));
        Assert.True(sum > 0);
    }

    private static long Scan(byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += ModbusAnswer.Scan(bytes, Question).DataAt + (int)ModbusAnswer.Explain(bytes.AsSpan(0, 9), Question);
        }

        return sum;
    }
}
