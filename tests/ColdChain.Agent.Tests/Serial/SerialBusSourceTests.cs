using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>A bus on a pseudo-terminal: what comes over the line, and what becomes of it.</summary>
public sealed class SerialBusSourceTests
{
    public SerialBusSourceTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");

    [Fact]
    public async Task A_bus_of_three_slaves_is_read_round_by_round()
    {
        using SlaveOnWire slaves = new(question => Frames.Answer(question[0], question[1], (ushort)(question[0] * 10)));
        await using ReadBus bus = new(slaves.Path, sensors: 3);
        await ReadBus.UntilAsync(() => bus.Readings.Count >= 6);
        Assert.Equal([1000, 2000, 3000, 1000, 2000, 3000], bus.Readings.Take(6).Select(reading => reading.Value.MilliCelsius));
        Assert.Empty(bus.Events);
    }

    [Theory]
    [InlineData("silence", "", SensorFault.NoAnswer, "no answer")]
    [InlineData("crc", "01 03 02 00 2B F8 5C", SensorFault.Garbled, "CRC error")]
    [InlineData("partial", "01 03 02 00", SensorFault.Garbled, "partial frame")]
    [InlineData("other", "02 03 02 00 2B BD 9B", SensorFault.Garbled, "another slave")]
    [InlineData("noise", "FF 00 7E 12", SensorFault.Garbled, "noise")]
    [InlineData("exception", "01 83 02 C0 F1", SensorFault.DeviceError, "exception 2 (illegal data address)")]
    [InlineData("sentinel", "01 03 02 80 00 D8 44", SensorFault.Sentinel, "0x8000")]
    public async Task A_failure_is_one_event_at_its_begin_one_at_its_end_and_never_a_reading(
        string what, string hex, SensorFault fault, string says)
    {
        byte[] bytes = what == "other" ? Frames.Answer(2, 3, 43) : what == "sentinel" ? Frames.Answer(1, 3, 0x8000)
            : what == "exception" ? Frames.Exception(1, 3, 2) : Frames.Hex(hex);
        using SlaveOnWire slave = new(_ => bytes);
        await using ReadBus bus = new(slave.Path, sensors: 1);
        await ReadBus.UntilAsync(() => slave.Questions >= 3 && bus.Events.Count > 0);
        WireEvent begin = Assert.Single(bus.Events);
        Assert.Equal((WireEventKinds.SensorFault, ReadBus.SensorName(1)), (begin.Kind, begin.Sensor));
        Assert.StartsWith($"{fault}: ", begin.Detail, StringComparison.Ordinal);
        Assert.Contains(says, begin.Detail, StringComparison.Ordinal);
        Assert.Empty(bus.Readings);

        slave.Answer = SlaveOnWire.Always(43);
        await ReadBus.UntilAsync(() => bus.Readings.Count > 0);
        Assert.Equal([WireEventKinds.SensorFault, WireEventKinds.SensorBack], bus.Events.Select(event_ => event_.Kind));
    }

    [Fact]
    public async Task One_dead_slave_leaves_the_others_alone()
    {
        using SlaveOnWire slaves = new(question => question[0] == 2 ? [] : Frames.Answer(question[0], question[1], 43));
        await using ReadBus bus = new(slaves.Path, sensors: 3);
        await ReadBus.UntilAsync(() => bus.Readings.Count >= 6);
        Assert.Equal(
            [ReadBus.SensorName(1), ReadBus.SensorName(3)],
            bus.Readings.Select(reading => reading.Sensor.ToString()).Distinct().Order());
        Assert.Single(bus.Events);
    }

    [Fact]
    public async Task A_second_attempt_saves_a_reading_from_one_garbled_answer()
    {
        int questions = 0;
        using SlaveOnWire slave = new(question =>
            ++questions % 2 == 1 ? Frames.Hex("01 03 02 00 2B F8 5C") : Frames.Answer(question[0], question[1], 43));
        await using ReadBus bus = new(slave.Path, sensors: 1, retries: 1);
        await ReadBus.UntilAsync(() => bus.Readings.Count >= 3);
        Assert.Empty(bus.Events);
    }

    [Fact]
    public async Task A_late_answer_is_not_taken_for_the_next_registers()
    {
        using ManualResetEventSlim never = new();
        using SlaveOnWire slave = new(question =>
        {
            // Register 1 takes this transmitter longer than the master's 500 ms.
            bool isSlow = question[3] == 1 && !never.Wait(TimeSpan.FromMilliseconds(750));
            return Frames.Answer(1, 3, (ushort)(isSlow ? 999 : 70));
        });
        await using ReadBus bus = new(slave.Path, sensors: 2, sameSlave: true);
        await ReadBus.UntilAsync(() => bus.Events.Count > 0 && slave.Questions >= 4);
        Assert.Equal([7_000], bus.Readings.Select(reading => reading.Value.MilliCelsius).Distinct());
    }

    [Fact]
    public async Task A_port_that_vanishes_and_comes_back_is_told_and_used_again()
    {
        using TemporaryDirectory devices = new();
        string name = devices.Path("by-id");
        using SlaveOnWire first = new(SlaveOnWire.Always(43));
        File.CreateSymbolicLink(name, first.Path);
        await using ReadBus bus = new(name, sensors: 1);
        await ReadBus.UntilAsync(() => bus.Readings.Count > 0);

        first.Unplug();
        File.Delete(name);
        await ReadBus.UntilAsync(() => bus.Events.Any(what => what.Detail!.Contains("vanished", StringComparison.Ordinal)));
        int before = bus.Readings.Count;

        using SlaveOnWire second = new(SlaveOnWire.Always(50));
        File.CreateSymbolicLink(name, second.Path);
        await ReadBus.UntilAsync(() => bus.Readings.Count > before);
        Assert.Equal(WireEventKinds.SourceFault, bus.Events[0].Kind);
        Assert.Equal(WireEventKinds.SourceBack, bus.Events[^1].Kind);
        Assert.All(bus.Events, what => Assert.StartsWith("bus-1: ", what.Detail, StringComparison.Ordinal));
        Assert.All(bus.Readings.Skip(before), reading => Assert.Equal(5000, reading.Value.MilliCelsius));
    }

    [Fact]
    public async Task A_port_that_was_never_there_is_told_once()
    {
        await using ReadBus bus = new("/dev/there-is-no-such-port", sensors: 1);
        await ReadBus.UntilAsync(() => bus.Events.Count > 0);
        Assert.Contains("list-ports", Assert.Single(bus.Events).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bus_asks_nothing_more_before_the_disk_has_the_last_answer()
    {
        using SlaveOnWire slaves = new(SlaveOnWire.Always(43));
        await using ReadBus bus = new(slaves.Path, sensors: 3, waitsForDisk: CommitEach.Answer);
        await ReadBus.UntilAsync(() => bus.Readings.Count == 1);
        await bus.AcknowledgeAsync();
        await ReadBus.UntilAsync(() => bus.Readings.Count == 2);
        Assert.Equal(2, slaves.Questions);
    }

    [Fact]
    public async Task A_round_may_be_committed_at_once()
    {
        using SlaveOnWire slaves = new(SlaveOnWire.Always(43));
        await using ReadBus bus = new(slaves.Path, sensors: 3, waitsForDisk: CommitEach.Round);
        await ReadBus.UntilAsync(() => bus.Readings.Count > 0);
        Assert.Equal(3, bus.Readings.Count);
    }
}
