namespace ColdChain.Core.Lots;

/// <summary>What happened to doses. Stored and sent by name: never rename.</summary>
public enum MovementKind
{
    /// <summary>接收 / 入库: doses come in, from a facility or from a supplier outside the tree.</summary>
    Receipt,

    /// <summary>移库: between storage units of one facility.</summary>
    Transfer,

    /// <summary>出库 / 分发: doses leave for another facility.</summary>
    Issue,

    /// <summary>退回: doses leave for the facility they came from.</summary>
    Return,

    /// <summary>接种: given to people.</summary>
    Use,

    /// <summary>报废: taken out of use for destruction.</summary>
    Discard,

    /// <summary>盘点: somebody counted; changes no balance (LT-15).</summary>
    Count,

    /// <summary>作废: an earlier movement was entered wrongly; this one takes it out of the ledger and gives the reason (LT-16).</summary>
    Void,
}
