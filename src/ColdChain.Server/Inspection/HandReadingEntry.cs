using System.Globalization;
using ColdChain.Core.HandReadings;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>One reading by eye as it was signed (人工测温). Never changed: a correction is a further row (HR-09).</summary>
public sealed class HandReadingEntry : ISigned
{
    public const string Table = "hand_reading_entry";

    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>The facility's day that it counts for.</summary>
    public required DateOnly Day { get; init; }

    public required HandReadingSlot Slot { get; init; }

    /// <summary>When the thermometer was read: the server's clock, or the stated moment of a late entry (HR-03).</summary>
    public required Instant ReadAt { get; init; }

    public required Instant EnteredAt { get; init; }

    /// <summary>Entered afterwards (补录).</summary>
    public required bool IsLate { get; init; }

    /// <summary>What the thermometer of the unit showed.</summary>
    public required Temperature Value { get; init; }

    /// <summary>HR-11. What that of its freezer compartment showed, where it has one.</summary>
    public Temperature? FreezerValue { get; init; }

    /// <summary>HR-05. The automatic reading that spoke for <see cref="ReadAt"/> when this was stored; null when none did.</summary>
    public Temperature? AutomaticValue { get; init; }

    public Instant? AutomaticMeasuredAt { get; init; }

    /// <summary>Why it is late, or what was wrong with the one it voids.</summary>
    public string? Reason { get; init; }

    public required long SignedById { get; init; }

    /// <summary>As printed beside the value: the name that the person had then.</summary>
    public required string SignedBy { get; init; }

    /// <summary>HR-09. The reading that this one corrects; that one no longer counts and stays visible.</summary>
    public long? VoidsId { get; init; }

    /// <summary>HR-06.</summary>
    public bool NeedsSensorCheck => AutomaticValue is { } automatic && SensorCheck.IsNeeded(Value, automatic);

    public string SignedSubject => Table;

    public IReadOnlyCollection<(string Name, string? Value)> SignedFields() =>
    [
        ("unit", StorageUnitId.ToString()),
        ("facility", FacilityId.ToString()),
        ("day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("slot", Slot.ToString()),
        ("readAt", ReadAt.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)),
        ("enteredAt", EnteredAt.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)),
        ("isLate", IsLate ? "true" : "false"),
        ("milliCelsius", Value.MilliCelsius.ToString(CultureInfo.InvariantCulture)),
        ("freezerMilliCelsius", FreezerValue?.MilliCelsius.ToString(CultureInfo.InvariantCulture)),
        ("automaticMilliCelsius", AutomaticValue?.MilliCelsius.ToString(CultureInfo.InvariantCulture)),
        ("automaticMeasuredAt", AutomaticMeasuredAt?.UnixMilliseconds.ToString(CultureInfo.InvariantCulture)),
        ("reason", Reason),
        ("signedById", SignedById.ToString(CultureInfo.InvariantCulture)),
        ("signedBy", SignedBy),
        ("voids", VoidsId?.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The moments in the facility's zone, as the rules ask for them.</summary>
    public StandingHandReading InZone(TimeZoneInfo zone) => new(
        Day,
        Slot,
        TimeZoneInfo.ConvertTime(ReadAt.ToDateTimeOffset(), zone),
        TimeZoneInfo.ConvertTime(EnteredAt.ToDateTimeOffset(), zone),
        IsLate);
}
