using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Live;

/// <summary>A sensor in its fridge: asked for a reading, it brings the fridge forward to that moment. Safe for several threads.</summary>
internal sealed class PlantSensor
{
    /// <summary>A register counts tenths of a degree.</summary>
    public const int MilliCelsiusPerTenth = 100;

    private readonly InstrumentedFridge _fridge;
    private readonly int _probeIndex;
    private readonly CountingSeries? _counting;

    public PlantSensor(SensorPlan plan, InstrumentedFridge fridge, int probeIndex)
    {
        Plan = plan;
        _fridge = fridge;
        _probeIndex = probeIndex;
        _counting = plan.IsCounting ? new CountingSeries(plan.StepMilliCelsius) : null;
    }

    public SensorPlan Plan { get; }

    /// <summary>Thousandths of a degree, as this sensor can express them.</summary>
    public int TakeMilliCelsius(DateTimeOffset now)
    {
        lock (_fridge)
        {
            if (_counting is not null)
            {
                return _counting.Next();
            }

            _fridge.AdvanceTo(now.ToUnixTimeSeconds());
            return Express(Plan, _fridge.ReadMilliCelsius(_probeIndex));
        }
    }

    /// <summary>Rounds to what the transport carries, halves away from zero: tenths in a register, thousandths in JSON.</summary>
    public static int Express(SensorPlan plan, int milliCelsius) =>
        (int)Math.Round(milliCelsius / (double)plan.StepMilliCelsius, MidpointRounding.AwayFromZero) * plan.StepMilliCelsius;
}
