namespace ColdChain.Agent.Probes.Serial;

/// <summary>Which of two registers is the more significant one.</summary>
public enum WordOrder
{
    HighFirst,
    LowFirst,
}
