using FirmwareSim.Modbus;

namespace FirmwareSim.Tests.Modbus;

public sealed class ModbusSlaveTests
{
    [Theory] // docs/protocols/modbus-rtu.md §4 to §6, bodies without CRC; the first line is its example.
    [InlineData("rs-ws-n01", -24, "01 03 0000 0002", "01 03 04 01C4 FFE8")]
    [InlineData("rs-ws-n01", 81, "01 03 0001 0001", "01 03 02 0051")]
    [InlineData("xy-md02", 45, "01 04 0001 0001", "01 04 02 002D")]
    [InlineData("xy-md02", 45, "01 03 0101 0001", "01 03 02 0001")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 0003", "01 83 02")]
    [InlineData("rs-ws-n01", 45, "01 03 FFFF 0002", "01 83 02")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 0000", "01 83 03")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 007E", "01 83 03")]
    [InlineData("rs-ws-n01", 45, "01 04 0000 0001", "01 84 01")]
    [InlineData("rs-ws-n01", 45, "01 06 0000 0001", "01 86 01")]
    public void A_request_is_answered_as_the_page_says(string map, int tenths, string request, string expected)
    {
        ModbusSlave slave = new(1, RegisterMaps.ByName[map], "a/f/top", () => (short)tenths);
        RequestFramer framer = new();
        framer.Feed(ModbusCrc.Seal(Bytes(request)));
        Assert.True(framer.TryTake(out ModbusRequest parsed));

        SlaveAnswer answer = slave.Answer(parsed);

        Assert.Equal(Convert.ToHexString(ModbusCrc.Seal(Bytes(expected))), Convert.ToHexString(answer.Frame));
    }

    [Fact]
    public void An_answer_without_the_temperature_measures_nothing()
    {
        ModbusSlave slave = new(1, RegisterMaps.RsWsN01, "a/f/top", () => throw new InvalidOperationException("measured"));

        Assert.Null(slave.Answer(new ModbusRequest(1, 3, 0, 1)).Temperature);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
