using ColdChain.Agent.Probes.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>What every implementation of ISerialPort does; runs on the one that this build uses (SerialPorts.Name).</summary>
public sealed class SerialPortContractTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly ISerialPorts _ports = SerialPorts.Create();

    public SerialPortContractTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");

    [Fact]
    public void Bytes_travel_both_ways_as_they_are()
    {
        using PseudoTerminal terminal = new();
        using ISerialPort port = Open(terminal.Path);
        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        Assert.Null(port.Write(every));
        Assert.Equal(every, ReadAll(() => terminal.Read(TimeSpan.FromSeconds(2)), every.Length));

        terminal.Write(every);
        byte[] buffer = new byte[256];
        Assert.Equal(every, ReadAll(() => buffer[..port.Read(buffer, TimeSpan.FromSeconds(2)).Bytes], every.Length));
    }

    [Fact]
    public void A_silent_line_reads_as_nothing()
    {
        using PseudoTerminal terminal = new();
        using ISerialPort port = Open(terminal.Path);

        // Sooner when a signal of the system interrupts the wait: the caller has a deadline of its own and asks again.
        Assert.Equal(SerialRead.Nothing, port.Read(new byte[8], Short));
    }

    [Fact]
    public void A_port_that_vanishes_is_gone_and_stays_gone()
    {
        using PseudoTerminal terminal = new();
        using ISerialPort port = Open(terminal.Path);
        terminal.Unplug();
        Assert.Equal(SerialFault.Gone, port.Read(new byte[8], TimeSpan.FromSeconds(5)).Fault);
        Assert.Equal(SerialFault.Gone, port.Read(new byte[8], TimeSpan.FromSeconds(5)).Fault);
        Assert.Equal(SerialFault.Gone, port.Write([1, 2, 3]));
    }

    [Fact]
    public void A_port_that_is_not_there_is_told_so()
    {
        Assert.Equal(SerialFault.NotFound, Refused("/dev/there-is-no-such-port"));
        using TemporaryDirectory directory = new();
        File.CreateSymbolicLink(directory.Path("by-id"), directory.Path("gone"));
        Assert.Equal(SerialFault.NotFound, Refused(directory.Path("by-id")));
    }

    [Fact]
    public void A_file_that_is_no_port_is_told_so()
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory.Path("file"), "no port");
        Assert.Equal(SerialFault.Unsuitable, Refused(directory.Path("file")));
    }

    [Fact]
    public void A_port_is_one_programs_alone_and_free_again_when_closed()
    {
        using PseudoTerminal terminal = new();
        using (Open(terminal.Path))
        {
            Assert.Equal(SerialFault.Busy, Refused(terminal.Path));
        }

        using ISerialPort again = Open(terminal.Path);
        Assert.Equal(SerialRead.Nothing, again.Read(new byte[8], Short));
    }

    [Theory]
    [InlineData(1200, SerialParity.None, 1)]
    [InlineData(9600, SerialParity.Even, 1)]
    [InlineData(19200, SerialParity.Odd, 2)]
    [InlineData(230400, SerialParity.None, 2)]
    public void The_line_takes_the_settings_of_the_configuration(int baud, SerialParity parity, int stopBits)
    {
        using PseudoTerminal terminal = new();
        SerialOpening opening = _ports.Open(new SerialLine(terminal.Path, baud, parity, stopBits));
        using ISerialPort port = Assert.IsType<SerialOpening.Opened>(opening).Port;
        Assert.Null(port.Write([0x01]));
    }

    [Fact]
    public void Every_rate_that_the_configuration_allows_can_be_set()
    {
        using PseudoTerminal terminal = new();
        foreach (int baud in SerialLine.BaudRates)
        {
            Assert.IsType<SerialOpening.Opened>(_ports.Open(new SerialLine(terminal.Path, baud, SerialParity.None, 1))).Port.Dispose();
        }
    }

    private static byte[] ReadAll(Func<byte[]> read, int expected)
    {
        List<byte> all = [];
        byte[] part;
        while (all.Count < expected && (part = read()).Length > 0)
        {
            all.AddRange(part);
        }

        return [.. all];
    }

    private ISerialPort Open(string path) => Assert.IsType<SerialOpening.Opened>(
        _ports.Open(new SerialLine(path, 9600, SerialParity.None, 1))).Port;

    private SerialFault Refused(string path) => Assert.IsType<SerialOpening.Refused>(
        _ports.Open(new SerialLine(path, 9600, SerialParity.None, 1))).Fault;
}
