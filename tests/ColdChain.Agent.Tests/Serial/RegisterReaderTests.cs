using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Tests.Serial;

public sealed class RegisterReaderTests
{
    [Theory]
    [InlineData(RegisterType.Signed16, 0x002B, 0, 4_300)]
    [InlineData(RegisterType.Signed16, 0xFF9B, 0, -10_100)]
    [InlineData(RegisterType.Signed16, 0xFF33, 0, -20_500)]
    [InlineData(RegisterType.Signed16, 0x0000, 0, 0)]
    [InlineData(RegisterType.Unsigned16, 0x002B, 0, 4_300)]
    [InlineData(RegisterType.Signed32, 0xFFFF, 0xFF9B, -10_100)]
    [InlineData(RegisterType.Unsigned32, 0x0000, 0x002B, 4_300)]
    public void A_register_of_tenths_is_a_temperature(RegisterType type, ushort first, ushort second, int milliCelsius) =>
        Assert.Equal(Good(milliCelsius), RegisterReader.Read(first, second, Map(type, 0.1m)));

    [Theory]
    [InlineData(0x4089, 0x999A, 4_300)] // 4.3
    [InlineData(0xC1A4, 0x0000, -20_500)] // -20.5
    [InlineData(0x0000, 0x0000, 0)]
    public void A_float_is_a_temperature(ushort first, ushort second, int milliCelsius) =>
        Assert.Equal(Good(milliCelsius), RegisterReader.Read(first, second, Map(RegisterType.Ieee32, 1m)));

    [Fact]
    public void Words_may_be_swapped() => Assert.Equal(
        Good(4_300),
        RegisterReader.Read(0x999A, 0x4089, Map(RegisterType.Ieee32, 1m) with { Order = WordOrder.LowFirst }));

    [Fact]
    public void A_hundredth_keeps_its_digits() =>
        Assert.Equal(Good(4_370), RegisterReader.Read(437, 0, Map(RegisterType.Signed16, 0.01m)));

    [Theory]
    [InlineData(RegisterType.Signed16, 0x8000, 0)]
    [InlineData(RegisterType.Ieee32, 0x7FC0, 0)] // NaN
    [InlineData(RegisterType.Ieee32, 0xC700, 0)] // -32768
    public void A_value_that_means_no_probe_is_a_fault_and_no_reading(RegisterType type, ushort first, ushort second) =>
        Assert.Equal(SensorFault.Sentinel, RegisterReader.Read(first, second, Map(type, 0.1m)).Fault);

    [Theory]
    [InlineData(RegisterType.Unsigned16, 0x8000, 0)]
    [InlineData(RegisterType.Signed32, 0x7FFF, 0xFFFF)]
    [InlineData(RegisterType.Ieee32, 0x7F80, 0)] // infinity
    [InlineData(RegisterType.Ieee32, 0x7F7F, 0xFFFF)] // the largest float
    [InlineData(RegisterType.Signed16, 0x05DD, 0)] // 150.1
    public void What_nothing_can_have_is_a_fault_and_no_reading(RegisterType type, ushort first, ushort second) =>
        Assert.Equal(SensorFault.OutOfRange, RegisterReader.Read(first, second, Map(type, 0.1m)).Fault);

    private static RegisterOutcome Good(int milliCelsius) => new(Temperature.FromMilliCelsius(milliCelsius), null);

    private static RegisterMap Map(RegisterType type, decimal scale) => new(type, WordOrder.HighFirst, scale, [-32768]);
}
