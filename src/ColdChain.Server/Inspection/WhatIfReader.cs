using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Monitoring;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>Judges the stored readings of a unit by its profile and by another (EX-36). Writes nothing; finds nothing outside of the reader's scope.</summary>
public sealed class WhatIfReader(
    FacilityScope scope, RecordsDbContext records, UnitReadings readings, IStockKnowledge stock)
{
    /// <summary>A quarter: what an inspector compares at once. Product decision.</summary>
    private const int MostDays = 92;

    private const int UsualDays = 30;

    /// <summary>The rule that looks back furthest adds up 48 hours (EX-16), and an excursion may have begun before that.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(3);

    public async Task<WhatIfSheet?> FindAsync(
        StorageUnitId id, WhatIfQuestion question, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (await scope.FindStorageUnitAsync(id, cancellationToken) is not { } unit)
        {
            return null;
        }

        Facility facility = await records.Facilities.AsNoTracking().SingleAsync(place => place.Id == unit.FacilityId, cancellationToken);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
        StorageProfile profile = UnitReadings.ProfileOf(unit);
        StorageProfile[] choices = [.. StandardProfiles.All.Where(other => other.Kind == profile.Kind && other.Id != profile.Id)];
        DateOnly today = LocalDays.At(now, zone);
        DateOnly to = Day(question.To) is { } asked && asked <= today ? asked : today;
        DateOnly from = Day(question.From) is { } first && first <= to ? first : to.AddDays(1 - UsualDays);
        from = from > to.AddDays(1 - MostDays) ? from : to.AddDays(1 - MostDays);
        StorageProfile otherProfile = choices.FirstOrDefault(other => other.Id == question.Profile) ?? choices[0];
        TimeRange during = new(LocalDays.StartOf(from, zone), Instant.Min(now, LocalDays.StartOf(to.AddDays(1), zone)));
        return new WhatIfSheet
        {
            Unit = unit,
            Facility = facility,
            Profile = profile,
            Other = otherProfile,
            Choices = choices,
            From = from,
            To = to,
            Sensors = await CompareAsync(unit, profile, otherProfile, during, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<(MeasuringPoint Point, WhatIf WhatIf)>> CompareAsync(
        StorageUnit unit, StorageProfile profile, StorageProfile other, TimeRange during, CancellationToken cancellationToken)
    {
        FreezeSensitiveStock inside = await stock.FreezeSensitiveInAsync(unit.Id, cancellationToken);
        TimeRange wanted = new(during.Start - LookBack, during.End);
        List<(MeasuringPoint Point, WhatIf WhatIf)> sensors = [];
        foreach (UnitSeries one in await readings.ReadAsync(unit, wanted, cancellationToken))
        {
            // Of what the unit did after the sensor was taken out it knows nothing.
            Instant end = Instant.Min(during.End!.Value, one.Point.During.End ?? during.End.Value);
            WhatIf whole = WhatIf.Compare(
                ExcursionPass.Over(one.Readings, profile, inside, end), ExcursionPass.Over(one.Readings, other, inside, end));
            sensors.Add((one.Point, new WhatIf([.. whole.Spans.Where(span => Touches(span, during))])));
        }

        return sensors;
    }

    private static bool Touches(WhatIfSpan span, TimeRange during) =>
        span.Before.Concat(span.After).Any(excursion => excursion.During.Overlaps(during));

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        && day.Year is >= 2020 and < 2200
            ? day
            : null;
}
