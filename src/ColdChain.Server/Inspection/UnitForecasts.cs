using ColdChain.Core.Exposure;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Inspection;

/// <summary>How much time a warming storage unit has (EX-35), from the readings of each of its sensors. Callers check scope.</summary>
public sealed class UnitForecasts(UnitReadings readings)
{
    /// <summary>Beyond 8 °C this is what comes next: manufacturers' stability figures are often given up to 15 °C (R4) [P].</summary>
    private static readonly Limit Fifteen = new(
        LimitSide.High, Temperature.FromMilliCelsius(TemperatureBands.HighestWarmMilliCelsius), Inclusive: true);

    /// <summary>The one that comes soonest; null when no sensor warms in a way that allows one.</summary>
    public async Task<Forecast?> SoonestAsync(StorageUnit unit, Instant now, CancellationToken cancellationToken) =>
        (await OfEachAsync(unit, now, cancellationToken)).Values.MinBy(forecast => forecast.ReachedAt.UnixMilliseconds);

    /// <summary>Of this sensor, as far as it sits in the unit; null when nothing can be said.</summary>
    public async Task<Forecast?> OfSensorAsync(StorageUnit unit, SensorId sensor, Instant now, CancellationToken cancellationToken) =>
        (await OfEachAsync(unit, now, cancellationToken)).GetValueOrDefault(sensor);

    private async Task<Dictionary<SensorId, Forecast>> OfEachAsync(StorageUnit unit, Instant now, CancellationToken cancellationToken)
    {
        StorageProfile profile = UnitReadings.ProfileOf(unit);
        Dictionary<SensorId, Forecast> forecasts = [];
        foreach (UnitSeries series in await readings.ReadAsync(unit, new TimeRange(now - WarmingForecast.LooksBack, now), cancellationToken))
        {
            if (series.Point.During.Contains(now)
                && series.Readings is [.., Reading newest]
                && NextLimit(profile, newest.Value) is { } limit
                && WarmingForecast.Of(series.Readings, limit, now).Forecast is { } forecast)
            {
                forecasts[series.Point.SensorId] = forecast;
            }
        }

        return forecasts;
    }

    private static Limit? NextLimit(StorageProfile profile, Temperature value)
    {
        if (profile.High is not { } high || !high.IsOutside(value))
        {
            return profile.High;
        }

        return profile.Kind is StorageKind.Fridge or StorageKind.ColdBox ? Fifteen : null;
    }
}
