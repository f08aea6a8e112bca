using System.Runtime.InteropServices;

namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>One open terminal: poll(2), read(2), write(2).</summary>
internal sealed class TermiosPort(int descriptor) : ISerialPort
{
    /// <summary>Far longer than the longest question takes at 1 200 baud; only a stuck adapter needs it.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(1);

    private int _descriptor = descriptor;

    public SerialFault? Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            SerialFault? fault = Wait(LibC.PollOut, LongestWrite, out bool ready);
            if (fault is not null || !ready)
            {
                return SerialFault.Gone;
            }

            nint written = LibC.Write(_descriptor, bytes, (nuint)bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (!MayTryAgain(Marshal.GetLastPInvokeError()))
            {
                return SerialFault.Gone;
            }
        }

        return null;
    }

    public SerialRead Read(Span<byte> into, TimeSpan atMost)
    {
        SerialFault? fault = Wait(LibC.PollIn, atMost, out bool ready);
        if (fault is { } gone)
        {
            return SerialRead.Failed(gone);
        }

        if (!ready)
        {
            return SerialRead.Nothing;
        }

        nint read = LibC.Read(_descriptor, into, (nuint)into.Length);
        return read > 0 ? SerialRead.Of((int)read)
            : read < 0 && MayTryAgain(Marshal.GetLastPInvokeError()) ? SerialRead.Nothing
            : SerialRead.Failed(SerialFault.Gone);
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LibC.Control(_descriptor, LibC.SharedUse, 0);
            _ = LibC.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static bool MayTryAgain(int error) => error is LibC.WouldBlock or LibC.Interrupted;

    /// <summary>An interrupted wait counts as "not yet": the caller has a deadline of its own and asks again.</summary>
    private SerialFault? Wait(short events, TimeSpan atMost, out bool ready)
    {
        PollRequest request = new(_descriptor, events);
        int milliseconds = Math.Max(0, (int)Math.Ceiling(atMost.TotalMilliseconds));
        int found = LibC.Poll(ref request, 1, milliseconds);
        ready = found > 0 && (request.Found & events) != 0;
        return found < 0 && !MayTryAgain(Marshal.GetLastPInvokeError()) ? SerialFault.Gone
            : found > 0 && !ready ? SerialFault.Gone
            : null;
    }
}
