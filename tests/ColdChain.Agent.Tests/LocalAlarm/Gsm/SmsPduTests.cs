using ColdChain.Agent.LocalAlarm.Outputs.Gsm;

namespace ColdChain.Agent.Tests.LocalAlarm.Gsm;

/// <summary>Short messages bit by bit. The "hellohello" frames are those that PDU tutorials have shown since 1999.</summary>
public sealed class SmsPduTests
{
    [Fact]
    public void The_well_known_frame_is_written_but_for_its_validity()
    {
        SmsPdu pdu = Assert.Single(SmsSubmit.Write(Number("+46708251358"), "hellohello", 1));

        Assert.Equal("0011000B916407281553F800008F0AE8329BFD4697D9EC37", pdu.Hex);
        Assert.Equal(23, pdu.Length);
    }

    [Fact]
    public void The_well_known_received_frame_is_read()
    {
        SmsDeliver? message = SmsDeliver.Read("07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37");

        Assert.Equal(("27838890001", "hellohello"), (message?.From?.Digits, message?.Text));
    }

    [Fact]
    public void Chinese_travels_as_UCS2_to_a_national_number()
    {
        SmsPdu pdu = Assert.Single(SmsSubmit.Write(Number("13900001111"), "你好", 1));

        Assert.Equal("0011000B813109001011F100088F044F60597D", pdu.Hex);
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    public void Seventy_Chinese_letters_are_one_message_and_more_are_parts_of_67(int letters, int parts)
    {
        IReadOnlyList<SmsPdu> written = SmsSubmit.Write(Number("13900001111"), new string('冷', letters), 0x2A);

        Assert.Equal(parts, written.Count);
        Assert.All(written, (pdu, index) => Assert.Equal(
            parts == 1, !pdu.Hex.Contains($"0500032A{parts:X2}{index + 1:X2}", StringComparison.Ordinal)));
        Assert.All(written, pdu => Assert.Equal(pdu.Length, (pdu.Hex.Length / 2) - 1));
    }

    [Theory]
    [InlineData("hello", "E8329BFD06")]
    [InlineData("1", "31")]
    [InlineData("€", "9B32")]
    public void Septets_are_packed_as_the_standard_says(string text, string hex)
    {
        Assert.True(GsmAlphabet.TrySeptets(text, out byte[]? septets));

        Assert.Equal(hex, Convert.ToHexString(GsmAlphabet.Pack(septets, 0)));
    }

    [Fact]
    public void Whatever_is_written_is_read_again_part_by_part()
    {
        Random random = new(20260501);
        for (int number = 0; number < 2_000; number++)
        {
            string alphabet = number % 2 == 0 ? "冷链报警1号冰箱😀：℃" : "ALARM fridge [1] {x} €~ 9.5";
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 500)).Select(_ => char.ConvertFromUtf32(Letter(alphabet, random))));

            string read = string.Concat(SmsSubmit.Write(Number("+8613900001111"), text, 7).Select(pdu => SmsDeliver.Read(AsReceived(pdu))?.Text));

            Assert.Equal(text, read);
        }
    }

    [Fact]
    public void A_pair_of_surrogates_is_never_torn()
    {
        IReadOnlyList<SmsPdu> written = SmsSubmit.Write(Number("13900001111"), new string('冷', 66) + "😀" + new string('链', 20), 7);

        Assert.All(written, pdu => Assert.DoesNotContain("\uFFFD", SmsDeliver.Read(AsReceived(pdu))!.Text.Normalize(), StringComparison.Ordinal));
        Assert.StartsWith("😀", SmsDeliver.Read(AsReceived(written[1]))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_broken_frames_are_read_or_refused_and_nothing_else()
    {
        Random random = new(20260501);
        byte[] good = Convert.FromHexString("07917283010010F5440BC87238880900F1000899309251619580120500032A02014F60597D4F60597D4F60");
        int read = 0;
        for (int number = 0; number < 100_000; number++)
        {
            byte[] bytes = number % 2 == 0 ? new byte[random.Next(0, 60)] : [.. good[..random.Next(good.Length + 1)]];
            if (number % 2 == 0)
            {
                random.NextBytes(bytes);
            }
            else if (bytes.Length > 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            read += SmsDeliver.Read(Convert.ToHexString(bytes)) is null ? 0 : 1;
        }

        Assert.InRange(read, 100, 99_000);
        Assert.Null(SmsDeliver.Read("zz"));
        Assert.Null(SmsDeliver.Read("0"));
        Assert.Null(SmsDeliver.Read(new string('0', 100_000)));
    }

    private static int Letter(string alphabet, Random random)
    {
        int at = random.Next(alphabet.Length);
        return char.ConvertToUtf32(alphabet, char.IsLowSurrogate(alphabet[at]) ? at - 1 : at);
    }

    /// <summary>What the network makes of a SUBMIT: its user data in a DELIVER.</summary>
    private static string AsReceived(SmsPdu pdu)
    {
        byte[] sent = Convert.FromHexString(pdu.Hex);
        int address = 4 + 1 + ((sent[3] + 1) / 2);
        bool hasHeader = (sent[1] & 0x40) != 0;
        byte[] received =
        [
            0x00,
            (byte)(hasHeader ? 0x44 : 0x04),
            .. sent[3..address],
            sent[address], sent[address + 1],
            0x62, 0x50, 0x10, 0x20, 0x04, 0x00, 0x23,
            .. sent[(address + 3)..],
        ];
        return Convert.ToHexString(received);
    }

    private static PhoneNumber Number(string text) =>
        PhoneNumber.TryParse(text, out PhoneNumber? number) ? number : throw new ArgumentException(text);
}
