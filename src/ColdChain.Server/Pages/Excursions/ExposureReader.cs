using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Inspection;
using ColdChain.Server.Monitoring;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>Adds up what an excursion did, from the readings of its sensor. Callers check scope.</summary>
public sealed class ExposureReader(UnitReadings readings)
{
    /// <summary>Null where the bands mean nothing, as in a freezer, or the sensor is not known to have been there.</summary>
    /// <param name="facts">The excursion, its unit and the lots that were inside.</param>
    /// <param name="now">The end of one that goes on.</param>
    public async Task<ExposureFacts?> OfAsync(ExcursionFacts facts, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ExcursionEntry entry = facts.Row.Entry;
        StorageProfile profile = facts.Profile;
        if (profile.Kind is not (StorageKind.Fridge or StorageKind.ColdBox))
        {
            return null;
        }

        TimeRange during = new(entry.StartedAt, Instant.Max(entry.StartedAt, entry.EndedAt ?? now));
        UnitSeries? series = (await readings.ReadAsync(facts.Row.Unit, during, cancellationToken)).FirstOrDefault(candidate =>
            candidate.Point.SensorId == entry.SensorId && candidate.Point.During.Contains(entry.StartedAt));
        if (series is null)
        {
            return null;
        }

        PlacedSeries placed = series.Placed;
        return new ExposureFacts(
            TemperatureExposure.Over(during, placed, profile),
            MeanKinetic.Over(during, placed, profile.LongestInterval, facts.MayHoldFreezeSensitive),
            [.. VialMonitors.All.Select(monitor => VialMonitorBudget.Over(during, placed, monitor, profile.LongestInterval))]);
    }
}
