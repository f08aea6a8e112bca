using FirmwareSim.Modem;

namespace FirmwareSim.Tests.Modem;

/// <summary>The network's side of short messages, against frames that were published.</summary>
public sealed class PduTextTests
{
    [Fact]
    public void The_well_known_submitted_frame_is_read() => Assert.Equal(
        ("+46708251358", "hellohello", string.Empty),
        PduText.ReadSubmit("0011000B916407281553F80000AA0AE8329BFD4697D9EC37", 23, out _));

    [Fact]
    public void Chinese_and_parts_are_read() => Assert.Equal(
        ("13900001111", "你好", " part 1/2"),
        PduText.ReadSubmit("0051000B813109001011F100088F0A0500032A02014F60597D", 24, out _));

    [Theory]
    [InlineData("zz", 1)]
    [InlineData("", 0)]
    [InlineData("0011000B916407281553F80000AA0AE8329BFD4697D9EC37", 22)]
    [InlineData("0011000B916407281553F80000AA0AE8329BFD", 18)]
    [InlineData("0004", 1)]
    public void What_no_network_would_take_is_refused_with_a_reason(string hex, int length)
    {
        Assert.Null(PduText.ReadSubmit(hex, length, out string reason));
        Assert.NotEmpty(reason);
    }

    [Theory]
    [InlineData("+8613900001111", "1", "00040D91683109001011F10000625022020400230131")]
    [InlineData("13900001111", "好", "00040B813109001011F1000862502202040023025" + "97D")]
    public void A_reply_is_written_as_the_standard_says(string number, string text, string hex) =>
        Assert.Equal(hex, PduText.WriteDeliver(number, text));
}
