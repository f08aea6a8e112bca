namespace ColdChain.Core.Keeping;

/// <summary>For which temperatures a storage unit is built: each profile has its own limits for each.</summary>
public enum StorageKind
{
    /// <summary>2 to 8 °C (冷藏).</summary>
    Fridge,

    /// <summary>About -20 °C (冷冻).</summary>
    Freezer,

    /// <summary>-90 to -60 °C (超低温).</summary>
    UltraCold,

    /// <summary>2 to 8 °C on the way: cold box, carrier, refrigerated vehicle (冷藏箱、冷藏包、冷藏车).</summary>
    ColdBox,
}
