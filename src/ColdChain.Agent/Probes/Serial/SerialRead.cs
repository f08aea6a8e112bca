namespace ColdChain.Agent.Probes.Serial;

/// <summary>What a read brought: bytes, nothing within the time (zero bytes), or the end of the port.</summary>
public readonly record struct SerialRead(int Bytes, SerialFault? Fault)
{
    public static SerialRead Nothing => default;

    public static SerialRead Of(int bytes) => new(bytes, null);

    public static SerialRead Failed(SerialFault fault) => new(0, fault);
}
