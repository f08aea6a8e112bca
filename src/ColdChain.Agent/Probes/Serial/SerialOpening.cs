namespace ColdChain.Agent.Probes.Serial;

/// <summary>An open port, or why there is none.</summary>
public abstract record SerialOpening
{
    private SerialOpening()
    {
    }

    public sealed record Opened(ISerialPort Port) : SerialOpening;

    public sealed record Refused(SerialFault Fault) : SerialOpening;
}
