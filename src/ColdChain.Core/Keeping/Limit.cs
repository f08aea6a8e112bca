using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>One bound of a temperature range.</summary>
/// <param name="Side">Whether it is the upper or the lower bound.</param>
/// <param name="Value">The bound.</param>
/// <param name="Inclusive">True when the bound itself is still in range: 8.0 in "2.0 to 8.0 °C" is (EX-05).</param>
public sealed record Limit(LimitSide Side, Temperature Value, bool Inclusive)
{
    public bool IsOutside(Temperature temperature) => (Side, Inclusive) switch
    {
        (LimitSide.High, true) => temperature > Value,
        (LimitSide.High, false) => temperature >= Value,
        (LimitSide.Low, true) => temperature < Value,
        (LimitSide.Low, false) => temperature <= Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>True when <paramref name="left"/> is further out on this side than <paramref name="right"/>.</summary>
    public bool IsWorse(Temperature left, Temperature right) => Side == LimitSide.High ? left > right : left < right;
}
