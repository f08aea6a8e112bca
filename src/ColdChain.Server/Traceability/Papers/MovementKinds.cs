using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>What papers call the kinds of movement.</summary>
public static class MovementKinds
{
    private static readonly Dictionary<string, MovementKind> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["receipt"] = MovementKind.Receipt,
        ["接收"] = MovementKind.Receipt,
        ["入库"] = MovementKind.Receipt,
        ["transfer"] = MovementKind.Transfer,
        ["移库"] = MovementKind.Transfer,
        ["issue"] = MovementKind.Issue,
        ["出库"] = MovementKind.Issue,
        ["领发"] = MovementKind.Issue,
        ["分发"] = MovementKind.Issue,
        ["return"] = MovementKind.Return,
        ["退回"] = MovementKind.Return,
        ["use"] = MovementKind.Use,
        ["接种"] = MovementKind.Use,
        ["使用"] = MovementKind.Use,
        ["discard"] = MovementKind.Discard,
        ["报废"] = MovementKind.Discard,
        ["count"] = MovementKind.Count,
        ["盘点"] = MovementKind.Count,
        ["void"] = MovementKind.Void,
        ["作废"] = MovementKind.Void,
    };

    public static MovementKind? Find(string name) => ByName.TryGetValue(name, out MovementKind kind) ? kind : null;

    public static (string Chinese, string English) Name(MovementKind kind) => kind switch
    {
        MovementKind.Receipt => ("入库", "received"),
        MovementKind.Transfer => ("移库", "transferred"),
        MovementKind.Issue => ("出库", "issued"),
        MovementKind.Return => ("退回", "returned"),
        MovementKind.Use => ("接种", "used"),
        MovementKind.Discard => ("报废", "discarded"),
        MovementKind.Count => ("盘点", "counted"),
        MovementKind.Void => ("作废", "voided"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
