using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>Adds up <see cref="TemperatureExposure"/>, one held reading after the other in order of time.</summary>
internal sealed class ExposureFold(StorageProfile profile)
{
    private BandTimes _bands;
    private Extreme? _coldest;
    private Extreme? _warmest;
    private LongestRun _tooWarm;
    private LongestRun _tooCold;
    private LongestRun _zero;
    private LongestRun _freezeAlarm;

    public void Add(HeldReading held)
    {
        Temperature value = held.Value;
        long milliseconds = held.Milliseconds;
        TemperatureBand band = TemperatureBands.Of(value);
        _bands = _bands.Plus(band, milliseconds);
        _coldest = _coldest is { } coldest && coldest.Value <= value ? coldest : new Extreme(value, held.MeasuredAt);
        _warmest = _warmest is { } warmest && warmest.Value >= value ? warmest : new Extreme(value, held.MeasuredAt);
        _tooWarm = _tooWarm.Then(profile.High?.IsOutside(value) == true, milliseconds);
        _tooCold = _tooCold.Then(profile.Low?.IsOutside(value) == true, milliseconds);
        _zero = _zero.Then(band <= TemperatureBand.Freezing, milliseconds);
        _freezeAlarm = _freezeAlarm.Then(band == TemperatureBand.FreezeAlarm, milliseconds);
    }

    /// <param name="during">Has an end.</param>
    public TemperatureExposure Sum(TimeRange during) => new()
    {
        During = during,
        Bands = _bands,
        UnobservedMilliseconds = during.End!.Value.UnixMilliseconds - during.Start.UnixMilliseconds - _bands.Total,
        Coldest = _coldest,
        Warmest = _warmest,
        LongestTooWarmMilliseconds = _tooWarm.Milliseconds,
        LongestTooColdMilliseconds = _tooCold.Milliseconds,
        Freeze = new FreezeExposure(
            _bands.FreezeAlarm + _bands.Freezing, _zero.Milliseconds, _bands.FreezeAlarm, _freezeAlarm.Milliseconds),
    };
}
