using System.Runtime.InteropServices;

namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>Opens ports with open(2) and tcsetattr(3): raw, eight bits, no echo, no flow control, no controlling terminal.</summary>
internal sealed class TermiosPorts : ISerialPorts
{
    public SerialOpening Open(SerialLine line)
    {
        int descriptor = LibC.Open(line.Path, LibC.OpenFlags, 0);
        if (descriptor < 0)
        {
            return new SerialOpening.Refused(Classify(Marshal.GetLastPInvokeError()));
        }

        SerialFault? fault = Configure(descriptor, line);
        if (fault is { } why)
        {
            _ = LibC.Close(descriptor);
            return new SerialOpening.Refused(why);
        }

        return new SerialOpening.Opened(new TermiosPort(descriptor));
    }

    private static SerialFault? Configure(int descriptor, SerialLine line)
    {
        if (TerminalControl.Speed(line.Baud) is not { } speed
            || LibC.GetAttributes(descriptor, out TerminalAttributes attributes) != 0)
        {
            return SerialFault.Unsuitable;
        }

        // flock ends with the process that holds it, whatever becomes of the terminal.
        if (LibC.Lock(descriptor, LibC.LockOrFail) != 0)
        {
            return SerialFault.Busy;
        }

        LibC.MakeRaw(ref attributes);
        TerminalAttributes wanted = new(attributes, TerminalControl.Of(attributes.Control, line));
        if (LibC.SetSpeed(ref wanted, speed) != 0 || LibC.SetAttributes(descriptor, LibC.Now, wanted) != 0)
        {
            return SerialFault.Unsuitable;
        }

        // A pseudo-terminal would keep the mark after a kill -9, for as long as its other end lives.
        if (!IsPseudoTerminal(line.Path))
        {
            _ = LibC.Control(descriptor, LibC.ExclusiveUse, 0);
        }

        _ = LibC.Flush(descriptor, LibC.BothQueues);
        return null;
    }

    private static bool IsPseudoTerminal(string path) =>
        (File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).StartsWith("/dev/pts/", StringComparison.Ordinal);

    private static SerialFault Classify(int error) => error switch
    {
        LibC.NoSuchFile or LibC.NoSuchAddress or LibC.NoSuchDevice => SerialFault.NotFound,
        LibC.AccessDenied or LibC.NotPermitted => SerialFault.Denied,
        LibC.DeviceBusy => SerialFault.Busy,
        _ => SerialFault.Unsuitable,
    };
}
