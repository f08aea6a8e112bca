namespace ColdChain.Core.Exposure;

/// <summary>Every time constant that could be, weighed by how well its curve fits and by how likely its room is (EX-35).</summary>
/// <remarks>An hour of warming seldom shows its curvature; a single best curve would claim to know what it cannot.</remarks>
internal sealed class WarmingFit
{
    /// <summary>The shortest and the longest time constant tried, in minutes: a bare probe, a walk-in room full of boxes. [P]</summary>
    private const double Shortest = 10;

    private const double Longest = 12_000;

    private const int Tried = 64;

    /// <summary>Rooms that fridges stand in: 24 °C, give or take 8 K. [P]</summary>
    private const double LikelyRoomCelsius = 24;

    private const double RoomSpreadKelvin = 8;

    /// <summary>Readings of ten minutes repeat one another's error: noise wanders, and so does the room. [P]</summary>
    private const double RepeatMinutes = 10;

    /// <summary>No curve is known better than this: probes have a resolution and lag behind, K. [P]</summary>
    private const double LeastDeviation = 0.02;

    /// <summary>Minutes: ten weeks. A curve that creeps up to the limit says neither when nor whether.</summary>
    private const double AsGoodAsNever = 100_000;

    /// <summary>Five equal parts of a normal distribution, each by its middle.</summary>
    private static readonly double[] Fifths = [-1.2816, -0.5244, 0, 0.5244, 1.2816];

    private readonly List<(double Minutes, double Weight)> _moments = [];
    private double _total;

    /// <param name="points">The rise.</param>
    /// <param name="limitCelsius">What is to be reached.</param>
    public WarmingFit(IReadOnlyList<WarmingPoint> points, double limitCelsius)
    {
        WarmingCurve[] curves = [.. Enumerable.Range(0, Tried)
            .Select(step => new WarmingCurve(points, Shortest * Math.Pow(Longest / Shortest, step / (Tried - 1.0))))
            .Where(curve => curve.Slope > 0)];
        if (curves.Length == 0)
        {
            Deviation = double.PositiveInfinity;
            return;
        }

        double least = curves.Min(curve => curve.Residuals);
        Deviation = Math.Sqrt(least / points.Count);
        double told = Math.Min(points.Count, Math.Max(3, points[^1].Minutes / RepeatMinutes));
        double repeated = points.Count / told;
        double variance = Math.Pow(Math.Max(Deviation, LeastDeviation), 2);
        double[] unlikely = [.. curves.Select(curve => ((curve.Residuals - least) / (2 * variance * repeated))
            + (Math.Pow((curve.Room - LikelyRoomCelsius) / RoomSpreadKelvin, 2) / 2))];
        double likeliest = unlikely.Min();
        foreach ((WarmingCurve curve, double one) in curves.Zip(unlikely))
        {
            Add(curve, Math.Exp(likeliest - one), limitCelsius, Math.Sqrt(variance * repeated));
        }

        _moments.Sort();
    }

    /// <summary>Root mean square of a reading from the best curve, K.</summary>
    public double Deviation { get; }

    /// <summary>Minutes since the first reading before which the limit is reached with this probability; null: never.</summary>
    public double? Reached(double probability)
    {
        double sum = 0;
        foreach ((double minutes, double weight) in _moments)
        {
            sum += weight;
            if (sum >= probability * _total)
            {
                return minutes;
            }
        }

        return null;
    }

    private void Add(WarmingCurve curve, double weight, double limitCelsius, double deviation)
    {
        _total += weight;
        if (curve.Reaches(limitCelsius) is not { } minutes
            || curve.Uncertainty(minutes, deviation) is not (<= AsGoodAsNever and var uncertainty))
        {
            return;
        }

        foreach (double off in Fifths)
        {
            _moments.Add((minutes + (off * uncertainty), weight / Fifths.Length));
        }
    }
}
