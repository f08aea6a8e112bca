using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>An inspector's signature under one month of a unit (HR-07). Never changed; a second look is a further row.</summary>
public sealed class MonthReview : ISigned
{
    public const string Table = "month_review";

    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required Instant ReviewedAt { get; init; }

    public required long ReviewedById { get; init; }

    public required string ReviewedBy { get; init; }

    /// <summary>What the inspector found; null when nothing was written.</summary>
    public string? Finding { get; init; }

    public string SignedSubject => Table;

    public IReadOnlyCollection<(string Name, string? Value)> SignedFields() =>
    [
        ("unit", StorageUnitId.ToString()),
        ("facility", FacilityId.ToString()),
        ("month", Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ("reviewedAt", ReviewedAt.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)),
        ("reviewedById", ReviewedById.ToString(CultureInfo.InvariantCulture)),
        ("reviewedBy", ReviewedBy),
        ("finding", Finding),
    ];
}
