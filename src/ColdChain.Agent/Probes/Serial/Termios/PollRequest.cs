using System.Runtime.InteropServices;

namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PollRequest(int descriptor, short events)
{
    public readonly int Descriptor = descriptor;
    public readonly short Events = events;

    /// <summary>Written by the kernel.</summary>
    public readonly short Found;
}
