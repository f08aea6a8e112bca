using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-26. Whether the probe looks as if it had been taken out of the fridge. Changed in place by each reading.</summary>
internal sealed class ProbeRun
{
    /// <summary>EX-26. More than a door that is left open does to a probe in its buffer [P].</summary>
    private static readonly TemperatureDelta Step = TemperatureDelta.FromMilliKelvin(8_000);

    /// <summary>EX-26. [P]</summary>
    private static readonly TimeSpan Fast = TimeSpan.FromMinutes(10);

    /// <summary>EX-26. A cool store room [P].</summary>
    private static readonly Temperature CoolestRoom = Temperature.FromMilliCelsius(10_000);

    /// <summary>EX-26. A hot room, or a hand [P].</summary>
    private static readonly Temperature WarmestRoom = Temperature.FromMilliCelsius(40_000);

    private SlidingExtreme _lowest = new(isLowest: true, Fast);
    private SlidingExtreme _highest = new(isLowest: false, Fast);

    /// <summary>The first reading that had risen by the step; null while inside.</summary>
    private Reading? _risen;
    private Temperature _before;
    private Temperature _warmest;
    private Instant _lastInRoomAt;

    public bool IsInside => _risen is null;

    /// <summary>Takes this reading; gives the finding that it brought to its end, if any.</summary>
    public ObservationFinding? Take(in Reading reading)
    {
        if (_risen is { } risen)
        {
            return TakeOutside(risen, reading);
        }

        TakeInside(reading);
        return null;
    }

    public ProbeRun Copy() => new()
    {
        _lowest = _lowest.Copy(),
        _highest = _highest.Copy(),
        _risen = _risen,
        _before = _before,
        _warmest = _warmest,
        _lastInRoomAt = _lastInRoomAt,
    };

    private static bool IsOfARoom(Temperature value) => value >= CoolestRoom && value <= WarmestRoom;

    private void TakeInside(in Reading reading)
    {
        _lowest.Take(reading);
        Temperature before = _lowest.First.Value;
        if (IsOfARoom(reading.Value) && reading.Value - before >= Step)
        {
            (_risen, _before, _warmest, _lastInRoomAt) = (reading, before, reading.Value, reading.MeasuredAt);
            _highest.Empty();
            _highest.Take(reading);
        }
    }

    private ObservationFinding? TakeOutside(in Reading risen, in Reading reading)
    {
        _highest.Take(reading);
        if (IsOfARoom(reading.Value))
        {
            _warmest = reading.Value > _warmest ? reading.Value : _warmest;
            _lastInRoomAt = reading.MeasuredAt;
            return null;
        }

        bool isNoProbe = reading.Value > WarmestRoom || reading.MeasuredAt - _lastInRoomAt > Fast;
        if (!isNoProbe && _highest.First.Value - reading.Value < Step)
        {
            return null;
        }

        ObservationFinding? found = isNoProbe ? null : Finding(risen, reading.MeasuredAt);
        _risen = null;
        _lowest.Empty();
        _lowest.Take(reading);
        return found;
    }

    private ObservationFinding Finding(in Reading risen, Instant endedAt) => new()
    {
        Kind = ObservationKind.ProbeOutside,
        Sensor = risen.Sensor,
        StartedAt = risen.MeasuredAt,
        EndedAt = endedAt,
        Value = _before,
        OtherValue = _warmest,
    };
}
