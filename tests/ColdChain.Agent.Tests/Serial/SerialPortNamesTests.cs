using ColdChain.Agent.Probes.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Serial;

public sealed class SerialPortNamesTests
{
    [Fact]
    public void A_port_is_listed_once_by_the_name_that_lasts_longest()
    {
        using TemporaryDirectory devices = new();
        foreach (string plain in (string[])["ttyUSB0", "ttyUSB1", "ttyS0"])
        {
            File.WriteAllText(devices.Path(plain), string.Empty);
        }

        Link(devices, "by-id/usb-FTDI_A50285BI", "ttyUSB0");
        Link(devices, "by-path/usb-0:1.1", "ttyUSB0");
        Link(devices, "by-path/usb-0:1.2", "ttyUSB1");
        Assert.Equal(
            ["usb-FTDI_A50285BI > ttyUSB0", "usb-0:1.2 > ttyUSB1", "ttyS0 > "],
            SerialPortNames.Find(devices.FullPath).Select(port => $"{Path.GetFileName(port.Path)} > {Path.GetFileName(port.Target)}"));
    }

    [Fact]
    public void A_machine_without_ports_has_none()
    {
        using TemporaryDirectory devices = new();
        Assert.Empty(SerialPortNames.Find(devices.FullPath));
    }

    private static void Link(TemporaryDirectory devices, string name, string target)
    {
        string path = devices.Path($"serial/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, devices.Path(target));
    }
}
