using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using FirmwareSim.Physics;

namespace FirmwareSim.Tests.Forecasting;

/// <summary>A random fridge loses its power for good after an ordinary day and is asked every ten minutes when it gets too warm.</summary>
internal sealed class PowerCutTrial
{
    private static readonly TimeSpan Ordinary = TimeSpan.FromHours(25);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(10);

    private readonly Instant _watchedUntil;
    private readonly List<AskedForecast> _asked = [];

    /// <param name="seed">Of everything that is drawn.</param>
    /// <param name="limitOf">What is asked about.</param>
    /// <param name="watched">Until when it is waited for the limit.</param>
    public PowerCutTrial(ulong seed, Func<RandomFridge, Limit> limitOf, TimeSpan watched)
    {
        RandomFridge fridge = new(seed);
        Limit limit = limitOf(fridge);
        fridge.Run(Ordinary);
        fridge.CutPower();
        (CutAt, Kind, _watchedUntil) = (fridge.Now, fridge.Kind, fridge.Now + watched);
        Instant asked = fridge.Now;
        while (fridge.Now < _watchedUntil && ReachedAt is null)
        {
            Reading reading = fridge.Next();
            ReachedAt = limit.IsOutside(reading.Value) ? reading.MeasuredAt : null;
            if (ReachedAt is null && fridge.Now - asked >= AskEvery)
            {
                asked = fridge.Now;
                _asked.Add(new AskedForecast(asked, WarmingForecast.Of(fridge.Readings, limit, asked)));
            }
        }
    }

    public FridgeKind Kind { get; }

    public Instant CutAt { get; }

    /// <summary>The first reading beyond the limit; null: not within the hours that were watched.</summary>
    public Instant? ReachedAt { get; }

    public IEnumerable<AskedForecast> Asked => _asked;

    public IEnumerable<AskedForecast> Spoken => _asked.Where(asked => asked.Outcome.Forecast is not null);

    /// <summary>What came true lay in the interval; of a fridge that stayed cold, what was watched does not contradict it.</summary>
    public bool Held(AskedForecast asked) => asked.Outcome.Forecast is { } forecast && (ReachedAt is { } reached
        ? forecast.Earliest <= reached && !(forecast.Latest < reached)
        : !(forecast.Latest < _watchedUntil));
}
