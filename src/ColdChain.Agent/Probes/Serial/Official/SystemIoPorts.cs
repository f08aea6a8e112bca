#if OFFICIAL_CLIENTS
using System.IO.Ports;

namespace ColdChain.Agent.Probes.Serial.Official;

/// <summary>Opens ports with System.IO.Ports; compiled only with -p:OfficialClients=true.</summary>
internal sealed class SystemIoPorts : ISerialPorts
{
    public SerialOpening Open(SerialLine line)
    {
        if (!File.Exists(line.Path))
        {
            return new SerialOpening.Refused(SerialFault.NotFound);
        }

        SerialPort port = new(line.Path, line.Baud, Convert(line.Parity), 8, line.StopBits == 2 ? StopBits.Two : StopBits.One)
        {
            Handshake = Handshake.None,
            WriteTimeout = 1000,
        };
        try
        {
            port.Open();
            return new SerialOpening.Opened(new SystemIoPort(port));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            return new SerialOpening.Refused(fault switch
            {
                FileNotFoundException => SerialFault.NotFound,
                UnauthorizedAccessException => SerialFault.Denied,
                InvalidOperationException => SerialFault.Busy,
                _ => SerialFault.Unsuitable,
            });
        }
    }

    private static Parity Convert(SerialParity parity) => parity switch
    {
        SerialParity.None => Parity.None,
        SerialParity.Even => Parity.Even,
        SerialParity.Odd => Parity.Odd,
    };
}
#endif
