namespace ColdChain.Agent.Probes.Serial;

public enum SerialParity
{
    None,
    Even,
    Odd,
}
