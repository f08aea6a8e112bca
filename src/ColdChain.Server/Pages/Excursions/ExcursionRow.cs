using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Monitoring;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>An excursion with the place where it happened.</summary>
public sealed record ExcursionRow(ExcursionEntry Entry, StorageUnit Unit, Facility Facility)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Facility.TimeZone);
}
