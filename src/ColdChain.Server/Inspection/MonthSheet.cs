using System.Globalization;
using ColdChain.Core.HandReadings;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>One month of one unit for the inspector: the 温度记录表 with what the sensors and the people wrote.</summary>
public sealed record MonthSheet
{
    public required StorageUnit Unit { get; init; }

    public required Facility Facility { get; init; }

    public required StorageProfile Profile { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>When it was read; later days are ahead.</summary>
    public required Instant ReadAt { get; init; }

    /// <summary>One for each day of the facility's zone.</summary>
    public required IReadOnlyList<MonthDay> Days { get; init; }

    /// <summary>The whole month as one stretch: its mean is not the mean of the days' means.</summary>
    public required TemperatureFigures Total { get; init; }

    /// <summary>EX-29. What the sensors show of the part of the month that has passed.</summary>
    public required UnitShown Shown { get; init; }

    public required HandReadingCompleteness HandReadings { get; init; }

    /// <summary>Every excursion of the month once.</summary>
    public required IReadOnlyList<MonthExcursion> Excursions { get; init; }

    /// <summary>What cannot be taken as it stands, newest first.</summary>
    public required IReadOnlyList<ObservationFinding> Findings { get; init; }

    /// <summary>Readings of the month that a correction voided.</summary>
    public required IReadOnlyList<HandReadingEntry> Voided { get; init; }

    public required IReadOnlyList<MonthReview> Reviews { get; init; }

    /// <summary>Under readings and reviews of the month, oldest first.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    public required bool HasFreezerCompartment { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Facility.TimeZone);

    public IEnumerable<Signature> SignaturesUnder(ISigned record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string key = record.Id.ToString(CultureInfo.InvariantCulture);
        return Signatures.Where(signature => signature.Subject == record.SignedSubject && signature.SubjectKey == key);
    }

    /// <summary>Observed of all that has passed, in tenths of a percent, cut off: 1000 means every millisecond. Null when nothing has passed.</summary>
    public int? ObservedPerMille => Compliance.Of(Total).ObservedShare / 10;

    /// <summary>EX-37. In range of all that has passed, gaps counted against it; cut off.</summary>
    public int? InRangePerMille => Compliance.Of(Total).InRangeShare / 10;
}
