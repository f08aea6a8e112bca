namespace ColdChain.Agent.Probes.Serial;

/// <summary>The implementation that this build uses (docs/dependencies.md).</summary>
public static class SerialPorts
{
#if OFFICIAL_CLIENTS
    public const string Name = "System.IO.Ports";

    public static ISerialPorts Create() => new Official.SystemIoPorts();
#else
    public const string Name = "termios";

    public static ISerialPorts Create() => new Termios.TermiosPorts();
#endif
}
