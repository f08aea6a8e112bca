using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Pages.Charts;

/// <summary>The vertical axis: its ends and where its lines are drawn, on whole or half degrees.</summary>
public sealed record TemperatureScale(Temperature Lowest, Temperature Highest, IReadOnlyList<Temperature> Ticks)
{
    /// <summary>Steps that people count in, in m°C; the last one covers everything a sensor can say.</summary>
    private static readonly int[] Steps = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    private const int MostTicks = 8;

    /// <summary>Around these values with a little air, so that a line never runs along the edge.</summary>
    public static TemperatureScale Around(IEnumerable<Temperature> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int lowest = int.MaxValue;
        int highest = int.MinValue;
        foreach (Temperature value in values)
        {
            lowest = Math.Min(lowest, value.MilliCelsius);
            highest = Math.Max(highest, value.MilliCelsius);
        }

        if (lowest > highest)
        {
            (lowest, highest) = (0, 10_000);
        }

        const int Air = 1_000;
        (lowest, highest) = (lowest - Air, highest + Air);
        int step = Steps.FirstOrDefault(s => (highest - lowest) / s < MostTicks, Steps[^1]);
        int first = FloorTo(lowest, step);
        int last = -FloorTo(-highest, step);
        List<Temperature> ticks = [];
        for (int tick = first; tick <= last; tick += step)
        {
            ticks.Add(Temperature.FromMilliCelsius(tick));
        }

        return new TemperatureScale(ticks[0], ticks[^1], ticks);
    }

    private static int FloorTo(int value, int step) =>
        value >= 0 ? value / step * step : -((-value + step - 1) / step * step);
}
