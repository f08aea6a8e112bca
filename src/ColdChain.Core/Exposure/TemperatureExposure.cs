using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>For how long what lay beside one sensor was at which temperature: what a manufacturer asks (EX-21, EX-34).</summary>
/// <remarks>Times are whole milliseconds. Those of the bands and the unobserved one add up to the stretch. Raw values.</remarks>
public sealed record TemperatureExposure
{
    public required TimeRange During { get; init; }

    /// <summary>Adds up to the observed time.</summary>
    public required BandTimes Bands { get; init; }

    /// <summary>For which no reading speaks (EX-09, EX-24).</summary>
    public required long UnobservedMilliseconds { get; init; }

    /// <summary>Of what held within the stretch; null when nothing was observed.</summary>
    public Extreme? Coldest { get; init; }

    public Extreme? Warmest { get; init; }

    /// <summary>The longest stretch above the profile's upper limit without a return.</summary>
    public long LongestTooWarmMilliseconds { get; init; }

    /// <summary>The longest stretch below the profile's lower limit without a return.</summary>
    public long LongestTooColdMilliseconds { get; init; }

    /// <summary>EX-34.</summary>
    public FreezeExposure Freeze { get; init; }

    public long ObservedMilliseconds => Bands.Total;

    /// <param name="during">What is asked for; must have an end.</param>
    /// <param name="series">One sensor in one place.</param>
    /// <param name="profile">Its limits, and how long a reading speaks (EX-06).</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static TemperatureExposure Over(TimeRange during, PlacedSeries series, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ExposureFold fold = new(profile);
        foreach (HeldReading held in HeldReadings.Of(series, during, profile.LongestInterval))
        {
            if (held.SpeaksUnder(profile))
            {
                fold.Add(held);
            }
        }

        return fold.Sum(during);
    }
}
