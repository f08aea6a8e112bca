namespace ColdChain.Agent.Probes.Serial;

/// <summary>How a temperature stands in its registers.</summary>
public enum RegisterType
{
    Signed16,
    Unsigned16,
    Signed32,
    Unsigned32,

    /// <summary>IEEE 754 single precision in two registers.</summary>
    Ieee32,
}
