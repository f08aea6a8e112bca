using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>The time that is left until a warming storage unit reaches an upper limit (EX-35).</summary>
/// <remarks>docs/rules/forecast.md has the model and how often it was right.</remarks>
public static class WarmingForecast
{
    /// <summary>What the caller should have at hand: the curve, and the ordinary day before it.</summary>
    public static readonly TimeSpan LooksBack = Fit + UsualTop.Look;

    /// <summary>Nobody plans by an estimate further ahead. [P]</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(6);

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(15);

    /// <summary>"The warming curve of the last hour."</summary>
    private static TimeSpan Fit => TimeSpan.FromHours(1);

    /// <summary>The first minutes of a rise show the air and the probe, not the load. [P]</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>A rise must go on this long after it settled. [P]</summary>
    private static readonly TimeSpan ShortestRise = TimeSpan.FromMinutes(20);

    private const int FewestReadings = 4;

    /// <summary>Above the usual top, m°C: tops differ by a door or a warm afternoon. [P]</summary>
    private const int AboveUsual = 300;

    /// <summary>The rise since it settled, m°C. [P]</summary>
    private const int LeastRise = 300;

    /// <summary>Falling by less than this is noise, or a step of a coarse transmitter, m°C. [P]</summary>
    private const int Rebound = 150;

    /// <summary>A worse fit is not a curve of warming, K. [P]</summary>
    private const double WorstDeviation = 0.15;

    /// <summary>The model is a model: each end of the interval is moved by this share of the distance. [P]</summary>
    private const double ModelShare = 0.10;

    /// <param name="readings">One sensor, by time, up to now; at least those of <see cref="LooksBack"/>.</param>
    /// <param name="limit">An upper limit.</param>
    /// <param name="now">The moment from which the horizon counts.</param>
    public static ForecastOutcome Of(IReadOnlyList<Reading> readings, Limit limit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(limit);
        if (readings.Count == 0 || now - readings[^1].MeasuredAt > Freshness)
        {
            return ForecastOutcome.Silent(ForecastSilence.NoRecentReading);
        }

        if (limit.IsOutside(readings[^1].Value))
        {
            return ForecastOutcome.Silent(ForecastSilence.AlreadyBeyond);
        }

        int bottom = Bottom(readings);
        Reading newest = readings[^1];
        Instant settled = readings[bottom].MeasuredAt + Settling;
        Reading[] rise = [.. readings.Skip(bottom).SkipWhile(reading => reading.MeasuredAt < settled)];
        if (rise.Length == 0 || newest.MeasuredAt - rise[0].MeasuredAt < ShortestRise
            || newest.Value.MilliCelsius - rise[0].Value.MilliCelsius < LeastRise || !StillRises(rise))
        {
            return ForecastOutcome.Silent(ForecastSilence.NotWarming);
        }

        if (UsualTop.Before(readings, readings[bottom].MeasuredAt) is not { } usual)
        {
            return ForecastOutcome.Silent(ForecastSilence.UsualCycleUnknown);
        }

        if (newest.Value.MilliCelsius < usual + AboveUsual)
        {
            return ForecastOutcome.Silent(ForecastSilence.WithinUsualCycle);
        }

        return rise.Length < FewestReadings ? ForecastOutcome.Silent(ForecastSilence.TooFewReadings) : Fitted(rise, limit, now);
    }

    /// <summary>Where the rise that goes on began: the coldest reading before which, going back, it was warmer again.</summary>
    private static int Bottom(IReadOnlyList<Reading> readings)
    {
        Instant from = readings[^1].MeasuredAt - Fit;
        int bottom = readings.Count - 1;
        for (int index = bottom; index >= 0 && readings[index].MeasuredAt >= from; index--)
        {
            if (readings[index].Value.MilliCelsius > readings[bottom].Value.MilliCelsius + Rebound)
            {
                break;
            }

            bottom = readings[index].Value < readings[bottom].Value ? index : bottom;
        }

        return bottom;
    }

    /// <summary>The newest reading is no lower than any that is ten minutes old or older.</summary>
    private static bool StillRises(Reading[] rise) => rise
        .Where(reading => rise[^1].MeasuredAt - reading.MeasuredAt >= Settling)
        .All(reading => reading.Value < rise[^1].Value);

    private static ForecastOutcome Fitted(Reading[] rise, Limit limit, Instant now)
    {
        Instant start = rise[0].MeasuredAt;
        WarmingPoint[] points = [.. rise.Select(reading =>
            new WarmingPoint((reading.MeasuredAt - start).TotalMinutes, reading.Value.MilliCelsius / 1000.0))];
        WarmingFit fit = new(points, limit.Value.MilliCelsius / 1000.0);
        if (fit.Deviation > WorstDeviation)
        {
            return ForecastOutcome.Silent(ForecastSilence.PoorFit);
        }

        if (fit.Reached(0.5) is not { } middle)
        {
            return ForecastOutcome.Silent(ForecastSilence.LevelsOffBelow);
        }

        Instant reached = Instant.Max(now, start + TimeSpan.FromMinutes(middle));
        if (reached - now > Horizon)
        {
            return ForecastOutcome.Silent(ForecastSilence.BeyondHorizon);
        }

        TimeSpan model = (reached - now) * ModelShare;
        Instant earliest = start + TimeSpan.FromMinutes(fit.Reached(0.05) ?? middle) - model;
        Instant? latest = fit.Reached(0.95) is { } late ? Instant.Max(reached, start + TimeSpan.FromMinutes(late) + model) : null;
        return new ForecastOutcome(new Forecast(limit, reached, Instant.Max(now, earliest), latest), null);
    }
}
