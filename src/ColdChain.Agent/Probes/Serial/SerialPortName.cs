namespace ColdChain.Agent.Probes.Serial;

/// <summary>A serial port as the configuration may name it.</summary>
/// <param name="Path">The name to write down.</param>
/// <param name="Target">What a stable name points to at this moment; null for a plain device file.</param>
public sealed record SerialPortName(string Path, string? Target)
{
    public override string ToString() => Target is null ? Path : $"{Path} -> {Target}";
}
