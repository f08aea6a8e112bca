using System.Globalization;
using FirmwareSim.Modbus;
using FirmwareSim.Physics;
using FirmwareSim.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.Modbus;

public sealed class RequestFramerTests
{
    private static readonly byte[] Request = ModbusCrc.Seal([1, 3, 0, 0, 0, 2]);

    [Fact] // The check value of the catalogue of CRCs for CRC-16/MODBUS.
    public void The_check_value_of_the_crc_is_4B37() => Assert.Equal(0x4B37, ModbusCrc.Of("123456789"u8));

    [Fact]
    public void The_frames_printed_in_the_protocol_page_have_right_crcs()
    {
        byte[][] frames = [.. File.ReadLines(Samples.FromRoot("docs", "protocols", "modbus-rtu.md"))
            .Where(line => line.StartsWith("    01 ", StringComparison.Ordinal))
            .Select(line => Convert.FromHexString(line.Replace(" ", string.Empty, StringComparison.Ordinal)))];

        Assert.Equal(2, frames.Length);
        Assert.All(frames, frame => Assert.True(ModbusCrc.IsRight(frame), Convert.ToHexString(frame)));
    }

    [Fact]
    public void A_request_is_found_however_its_bytes_arrive() => Prop
        .ForAll(Gen.Choose(1, 8).ListOf(8).ToArbitrary(), sizes =>
        {
            RequestFramer framer = new();
            int sent = 0;
            int found = 0;
            foreach (int size in sizes)
            {
                int end = Math.Min(Request.Length, sent + size);
                framer.Feed(Request.AsSpan(sent, end - sent));
                sent = end;
                found += framer.TryTake(out _) ? 1 : 0;
            }

            return found == 1 && framer.Waiting == 0;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_request_is_found_behind_noise()
    {
        RequestFramer framer = new();
        framer.Feed([0x13, 0x00, 0xFF]);
        framer.Feed(Request);

        Assert.True(framer.TryTake(out ModbusRequest request));
        Assert.Equal(new ModbusRequest(1, 3, 0, 2), request);
    }

    [Fact]
    public void Idle_bytes_are_forgotten_unless_they_are_a_frame()
    {
        RequestFramer framer = new();
        framer.Feed(Request.AsSpan(0, 5));
        Assert.False(framer.TryTakeAtIdle(out _));
        Assert.Equal(0, framer.Waiting);

        framer.Feed(ModbusCrc.Seal([7, 0x2B, 0x0E, 1, 0]));
        Assert.True(framer.TryTakeAtIdle(out ModbusRequest odd));
        Assert.Equal((7, 0x2B), (odd.Slave, odd.Function));
    }

    [Fact]
    public void A_hundred_thousand_random_strings_neither_throw_nor_pile_up()
    {
        SeededRandom random = new(1);
        RequestFramer framer = new();
        byte[] bytes = new byte[300];
        for (int i = 0; i < 100_000; i++)
        {
            Span<byte> some = bytes.AsSpan(0, random.NextBelow(40));
            random.Fill(some);
            framer.Feed(some);
            while (framer.TryTake(out ModbusRequest request))
            {
                Assert.InRange(request.Function, 1, 6);
            }

            Assert.InRange(framer.Waiting, 0, RequestFramer.LongestFrame);
            if (random.NextBelow(10) == 0)
            {
                framer.TryTakeAtIdle(out _);
            }
        }
    }

    [Fact]
    public void A_spoilt_answer_never_has_a_right_crc()
    {
        AnswerSpoiler spoiler = new(new SeededRandom(2));
        byte[] frame = ModbusCrc.Seal([1, 3, 4, 1, 0xC4, 0, 0x2D]);
        foreach (HappeningKind kind in new[] { HappeningKind.WrongCrc, HappeningKind.Noise, HappeningKind.Partial })
        {
            for (int i = 0; i < 2_000; i++)
            {
                byte[] spoilt = spoiler.Spoil(kind, frame);
                Assert.False(ModbusCrc.IsRight(spoilt), string.Create(CultureInfo.InvariantCulture, $"{kind} {i}"));
                Assert.NotEqual(frame, spoilt);
            }
        }
    }
}
