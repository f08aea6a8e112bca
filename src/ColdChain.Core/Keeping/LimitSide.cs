namespace ColdChain.Core.Keeping;

/// <summary>Which way out of range: too warm or too cold.</summary>
public enum LimitSide
{
    High,
    Low,
}
