using FirmwareSim.Modbus;

namespace FirmwareSim.Tests.Modbus;

public sealed class ModbusSlaveTests
{
    [Theory] // docs/protocols/modbus-rtu.md §4 to §6, bodies without CRC; the first line is its example.
    [InlineData("rs-ws-n01", -24, "01 03 0000 0002", "01 03 04 01C4 FFE8")]
    [InlineData("rs-ws-n01", 81, "01 03 0001 0001", "01 03 02 0051")]
    [InlineData("xy-md02", 45, "01 04 0001 0001", "01 04 02 002D")]
    [InlineData("xy-md02", 45, "01 03 0101 0001", "01 03 02 0001")]
    [InlineData("trs-02a", 193, "01 03 0001 0002", "01 03 04 00C1 0000")]
    [InlineData("r4dcb08", -187, "01 03 0000 0008", "01 03 10 FF45 8000 8000 8000 8000 8000 8000 8000")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 0003", "01 83 02")]
    [InlineData("rs-ws-n01", 45, "01 03 FFFF 0002", "01 83 02")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 0000", "01 83 03")]
    [InlineData("rs-ws-n01", 45, "01 03 0000 007E", "01 83 03")]
    [InlineData("rs-ws-n01", 45, "01 04 0000 0001", "01 84 01")]
    [InlineData("rs-ws-n01", 45, "01 06 0000 0001", "01 86 01")]
    public void A_request_is_answered_as_the_page_says(string map, int tenths, string request, string expected)
    {
        ModbusSlave slave = Make(RegisterMaps.ByName[map], () => (short)tenths);
        RequestFramer framer = new();
        framer.Feed(ModbusCrc.Seal(Bytes(request)));
        Assert.True(framer.TryTake(out ModbusRequest parsed));

        SlaveAnswer answer = slave.Answer(parsed);

        Assert.Equal(Convert.ToHexString(ModbusCrc.Seal(Bytes(expected))), Convert.ToHexString(answer.Frame));
    }

    [Fact]
    public void An_answer_without_the_temperature_measures_nothing()
    {
        ModbusSlave slave = Make(RegisterMaps.RsWsN01, () => throw new InvalidOperationException("measured"));

        Assert.Empty(slave.Answer(new ModbusRequest(1, 3, 0, 1)).Said);
    }

    [Fact]
    public void A_broken_probe_of_a_trs_02a_leaves_the_last_good_value_and_tells_it_in_the_second_register()
    {
        bool isBroken = false;
        ModbusSlave slave = Make(RegisterMaps.Trs02a, () => 197, () => isBroken);
        slave.Answer(new ModbusRequest(1, 3, 1, 2));
        isBroken = true;
        SlaveAnswer answer = slave.Answer(new ModbusRequest(1, 3, 1, 2));
        Assert.Equal("01030400C500A0EA76", Convert.ToHexString(answer.Frame));
        Assert.Empty(answer.Said);
    }

    [Fact]
    public void A_broken_probe_of_a_board_is_not_there_and_the_others_are()
    {
        Dictionary<int, SlaveProbe> probes = new()
        {
            [1] = new SlaveProbe("a/f/1", () => 43, () => true),
            [3] = new SlaveProbe("a/f/3", () => 44, () => false),
        };
        SlaveAnswer answer = new ModbusSlave(1, RegisterMaps.R4Dcb08, probes).Answer(new ModbusRequest(1, 3, 0, 3));
        Assert.Equal("80008000002C", Convert.ToHexString(answer.Frame.AsSpan(3, 6)));
        Assert.Equal([new SaidTemperature("a/f/3", 44, 2)], answer.Said);
    }

    private static ModbusSlave Make(RegisterMap map, Func<short> take, Func<bool>? isBroken = null) =>
        new(1, map, new Dictionary<int, SlaveProbe> { [1] = new SlaveProbe("a/f/top", take, isBroken ?? (() => false)) });

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
