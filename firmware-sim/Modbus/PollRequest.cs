using System.Runtime.InteropServices;

namespace FirmwareSim.Modbus;

/// <summary><c>struct pollfd</c> of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PollRequest(int descriptor, short wanted)
{
    public readonly int Descriptor = descriptor;
    public readonly short Wanted = wanted;
    public readonly short Happened;
}
