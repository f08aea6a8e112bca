using FirmwareSim.Physics;

namespace ColdChain.Benchmarks.History;

/// <summary>A probe of a simulated fridge, read every so many minutes by an agent that asks.</summary>
/// <param name="minutes">The probe, minute by minute; begun again at its end.</param>
/// <param name="form">How it is read.</param>
/// <param name="count">So many readings.</param>
internal sealed class SimulatedSeries(int[] minutes, PollingForm form, int count) : SensorSeries
{
    private const int MinuteMilliseconds = 60_000;

    public override int Count => count;

    public override long TimeAt(int index) => form.StartMilliseconds
        + ((long)index * form.IntervalMinutes * MinuteMilliseconds)
        + (form.JitterMilliseconds == 0 ? 0 : (long)(StableNoise.Fraction(form.Seed, index) * (form.JitterMilliseconds + 1)));

    public override int MilliCelsiusAt(int index)
    {
        int exact = minutes[(int)((form.ShiftMinutes + ((long)index * form.IntervalMinutes)) % minutes.Length)] + form.OffsetMilliKelvin;
        return (int)Math.Round(exact / (double)form.StepMilliKelvin, MidpointRounding.ToEven) * form.StepMilliKelvin;
    }
}
