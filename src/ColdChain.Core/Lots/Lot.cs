namespace ColdChain.Core.Lots;

/// <summary>A lot, the vaccine it is, and what its papers say of it.</summary>
public sealed record Lot(LotKey Key, Vaccine Vaccine, PrintedLot Printed)
{
    /// <summary>LT-02. The expiry day itself is still a day of use; days are those of the facility's zone.</summary>
    public bool IsExpiredOn(DateOnly localDay) => Printed.Expiry is { } expiry && localDay > expiry;
}
