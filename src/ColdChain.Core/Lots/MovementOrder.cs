using System.Diagnostics;

namespace ColdChain.Core.Lots;

/// <summary>LT-03. The order in which movements are folded: by moment; in one moment doses come before they go.</summary>
/// <remarks>
/// Papers often carry a day and no hour, so that a receipt and the use of the same day have one moment; the other
/// order would report stock that was used before it came. A count is taken last, when all of the moment is done.
/// </remarks>
public sealed class MovementOrder : IComparer<StockMovement>
{
    public static readonly MovementOrder Instance = new();

    public int Compare(StockMovement? x, StockMovement? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = x.At.CompareTo(y.At);
        order = order != 0 ? order : Rank(x.Kind).CompareTo(Rank(y.Kind));
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }

    private static int Rank(MovementKind kind) => kind switch
    {
        MovementKind.Receipt => 0,
        MovementKind.Transfer => 1,
        MovementKind.Issue or MovementKind.Return => 2,
        MovementKind.Use => 3,
        MovementKind.Discard => 4,
        MovementKind.Count => 5,
        MovementKind.Void => 6,
        _ => throw new UnreachableException(),
    };
}
