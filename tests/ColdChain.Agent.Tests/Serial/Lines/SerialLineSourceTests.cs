using System.Text;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial.Lines;

/// <summary>A device of lines on a pseudo-terminal.</summary>
public sealed class SerialLineSourceTests
{
    public SerialLineSourceTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");

    [Fact]
    public async Task A_device_that_talks_all_the_time_is_thinned_to_the_beat_and_the_last_value_counts()
    {
        using PseudoTerminal device = new();
        await using HeardSource source = new(Options(device.Path, "tsm125") with { Poll = TimeSpan.FromSeconds(1) });
        int said = 0;
        await HeardSource.UntilAsync(() => { Say(device, $"{10 + (++said / 10m):0.0}".PadLeft(5) + "\r\n"); return source.Readings.Count >= 2; });
        Assert.True(said > 2 * source.Readings.Count, $"{said} lines, {source.Readings.Count} readings");
        Assert.Empty(source.Events);
        Assert.True(source.Readings[0].Value < source.Readings[1].Value);
    }

    [Fact]
    public async Task An_error_of_the_device_is_told_and_its_end_too()
    {
        using PseudoTerminal device = new();
        await using HeardSource source = new(Options(device.Path, "tsm125"));
        await HeardSource.UntilAsync(() => { Say(device, "Err.1\r\n"); return source.Events.Count > 0; });
        Assert.StartsWith("DeviceError: \"Err.1\"", source.Events[0].Detail, StringComparison.Ordinal);
        Assert.Empty(source.Readings);
        await HeardSource.UntilAsync(() => { Say(device, "  4.3\r\n"); return source.Readings.Count > 0; });
        Assert.Equal([WireEventKinds.SensorFault, WireEventKinds.SensorBack], source.Events.Select(what => what.Kind));
    }

    [Fact]
    public async Task Lines_that_nobody_understands_are_a_fault_and_silence_is_another()
    {
        using PseudoTerminal device = new();
        await using HeardSource source = new(Options(device.Path, "tsm125"));
        await HeardSource.UntilAsync(() => source.Events.Count > 0);
        Assert.StartsWith("NoAnswer: no line with \"temperature\"", source.Events[0].Detail, StringComparison.Ordinal);
        await HeardSource.UntilAsync(() => { Say(device, "\0\0#!\r\n"); return source.Events.Count > 1; });
        Assert.StartsWith("Garbled: the line ", source.Events[1].Detail, StringComparison.Ordinal);
        Assert.Empty(source.Readings);
    }

    [Fact]
    public async Task A_device_that_must_be_asked_is_asked_at_each_beat_and_once_more_when_it_did_not_answer()
    {
        using PseudoTerminal device = new();
        int asked = 0;
        await using HeardSource source = new(Options(device.Path, "temperx232"));
        await HeardSource.UntilAsync(() =>
        {
            if (device.Read(TimeSpan.FromMilliseconds(20)) is { Length: > 0 } question)
            {
                Assert.Equal("ReadTemp", Encoding.ASCII.GetString(question));
                Say(device, ++asked % 2 == 1 ? "Temp-Inn" : "Temp-Inner:4.31 [C],45.67 [%RH]<");
            }

            return source.Readings.Count >= 2;
        });
        Assert.All(source.Readings, reading => Assert.Equal(4_310, reading.Value.MilliCelsius));
        Assert.Empty(source.Events);
    }

    [Fact]
    public async Task A_device_that_comes_back_under_another_number_is_heard_again_by_its_stable_name()
    {
        using TemporaryDirectory devices = new();
        string name = devices.Path("by-id");
        using PseudoTerminal first = new();
        File.CreateSymbolicLink(name, first.Path);
        await using HeardSource source = new(Options(name, "tsm125"));
        await HeardSource.UntilAsync(() => { Say(first, "  4.3\r\n"); return source.Readings.Count > 0; });

        // In the middle of a line: "12" of "121.1", whose rest comes on the other side.
        Say(first, "12");
        first.Unplug();
        File.Delete(name);
        using PseudoTerminal second = new();
        await HeardSource.UntilAsync(() => source.Events.Any(what => what.Detail!.Contains("vanished", StringComparison.Ordinal)));
        File.CreateSymbolicLink(name, second.Path);
        int before = source.Readings.Count;
        await HeardSource.UntilAsync(() => { Say(second, " 15.0\r\n"); return source.Readings.Count > before; });
        Assert.All(source.Readings.Skip(before), reading => Assert.Equal(15_000, reading.Value.MilliCelsius));
        Assert.Equal(WireEventKinds.SourceBack, source.Events[^1].Kind);
    }

    [Fact]
    public async Task A_file_of_the_kernel_is_read_at_each_beat_and_a_file_that_is_gone_is_a_probe_that_does_not_answer()
    {
        using TemporaryDirectory folder = new();
        string path = folder.Path("w1_slave");
        const string Good = "2d 00 4b 46 ff ff 02 10 19 : crc=19 YES\n2d 00 4b 46 ff ff 02 10 19 t=2812\n";
        File.WriteAllText(path, Good);
        KernelOptions options = new() { Name = "w1", Poll = TimeSpan.FromMilliseconds(50), Sensors = [new(Some.Sensor, path)] };
        await using HeardSource source = new(new KernelSource(options, TimeProvider.System));
        await HeardSource.UntilAsync(() => source.Readings.Count >= 2);
        Assert.Equal(2_812, source.Readings[0].Value.MilliCelsius);
        File.Delete(path);
        await HeardSource.UntilAsync(() => source.Events.Count == 1);
        Assert.StartsWith("NoAnswer: ", source.Events[0].Detail, StringComparison.Ordinal);
        File.WriteAllText(path, Good);
        await HeardSource.UntilAsync(() => source.Events.Count == 2);
        Assert.Equal(WireEventKinds.SensorBack, source.Events[1].Kind);
    }

    private static void Say(PseudoTerminal device, string text) => device.Write(Encoding.Latin1.GetBytes(text));

    private static SerialLineOptions Options(string port, string profile) => new()
    {
        Name = "line-1",
        Line = new SerialLine(port, 9600, SerialParity.None, 1),
        Profile = LineProfiles.Find(profile) with { SendsEvery = TimeSpan.FromMilliseconds(100) },
        Poll = TimeSpan.FromMilliseconds(100),
        ResponseTimeout = TimeSpan.FromMilliseconds(200),
        Reopen = new() { FirstWait = TimeSpan.FromMilliseconds(20), LongestWait = TimeSpan.FromMilliseconds(50) },
        Sensors = [new LineSensorOptions(Some.Sensor, "temperature")],
    };
}
