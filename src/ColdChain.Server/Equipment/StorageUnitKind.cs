namespace ColdChain.Server.Equipment;

/// <summary>The kinds of equipment of the 2017 storage and transport rules. Stored by name: never rename.</summary>
public enum StorageUnitKind
{
    /// <summary>普通冷库</summary>
    ColdRoom,

    /// <summary>低温冷库</summary>
    FreezerRoom,

    /// <summary>普通冰箱</summary>
    Refrigerator,

    /// <summary>低温冰箱</summary>
    Freezer,

    /// <summary>冷藏车</summary>
    RefrigeratedVehicle,

    /// <summary>冷藏箱</summary>
    ColdBox,

    /// <summary>冷藏包</summary>
    VaccineCarrier,

    /// <summary>冰衬冰箱</summary>
    IceLinedRefrigerator,

    /// <summary>超低温冰箱</summary>
    UltraColdFreezer,

    /// <summary>冰排: cools carriers and boxes and keeps no vaccine itself, so nobody measures it.</summary>
    IcePack,
}
