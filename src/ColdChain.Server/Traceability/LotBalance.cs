using ColdChain.Core.Identity;
using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability;

/// <summary>Doses of a lot that were in a unit or a facility at a moment, with what a person has to know about them.</summary>
public sealed record LotBalance
{
    /// <summary>For the link <c>/lots/{id}</c>.</summary>
    public required long LotId { get; init; }

    public required LotKey Lot { get; init; }

    public required Vaccine Vaccine { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>Where the papers say they are; null when no paper names the unit (LT-09).</summary>
    public required StorageUnitId? Unit { get; init; }

    /// <summary>The most there can be; exactly that many when <see cref="IsExact"/>.</summary>
    public required long Doses { get; init; }

    /// <summary>False when doses left and no paper says out of which of several units (LT-10).</summary>
    public required bool IsExact { get; init; }

    public required DateOnly? Expiry { get; init; }

    /// <summary>LT-02, on the day of the moment asked for, in the facility's zone.</summary>
    public required bool IsExpired { get; init; }

    public bool UnitRecorded => Unit is not null;

    public bool IsFreezeSensitive => Vaccine.IsFreezeSensitive;
}
