using System.Runtime.InteropServices;

namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>struct termios of glibc and musl on Linux: 60 bytes. Only the control word is ours to change.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct TerminalAttributes
{
    public readonly uint Input;
    public readonly uint Output;
    public readonly uint Control;
    public readonly uint Local;

    /// <summary>Line discipline, 32 control characters and two speeds, carried as they are: 44 bytes.</summary>
    public readonly ulong Rest0;
    public readonly ulong Rest1;
    public readonly ulong Rest2;
    public readonly ulong Rest3;
    public readonly ulong Rest4;
    public readonly uint Rest5;

    public TerminalAttributes(in TerminalAttributes from, uint control)
    {
        this = from;
        Control = control;
    }
}
