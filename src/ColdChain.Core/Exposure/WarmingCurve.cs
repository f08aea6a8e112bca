namespace ColdChain.Core.Exposure;

/// <summary>
/// Newton's law of warming with a given time constant, fitted by least squares: a + s·τ·(1 - exp(-t/τ)). Written with
/// the slope at the start, so that a long time constant goes over into a straight line without loss of digits.
/// </summary>
internal sealed class WarmingCurve
{
    private readonly double _meanBasis;
    private readonly double _basisSquares;
    private readonly int _count;

    /// <param name="points">At least two, at different times.</param>
    /// <param name="timeConstant">Minutes.</param>
    public WarmingCurve(IReadOnlyList<WarmingPoint> points, double timeConstant)
    {
        (TimeConstant, _count) = (timeConstant, points.Count);
        double meanCelsius = points.Average(point => point.Celsius);
        _meanBasis = points.Average(point => Basis(point.Minutes));
        double together = 0;
        foreach (WarmingPoint point in points)
        {
            double off = Basis(point.Minutes) - _meanBasis;
            _basisSquares += off * off;
            together += off * (point.Celsius - meanCelsius);
        }

        Slope = together / _basisSquares;
        Start = meanCelsius - (Slope * _meanBasis);
        Residuals = points.Sum(point => Math.Pow(point.Celsius - At(point.Minutes), 2));
    }

    /// <summary>τ, minutes.</summary>
    public double TimeConstant { get; }

    /// <summary>°C at the first reading.</summary>
    public double Start { get; }

    /// <summary>K a minute at the first reading.</summary>
    public double Slope { get; }

    /// <summary>Sum of the squared residuals, K².</summary>
    public double Residuals { get; }

    /// <summary>Where the curve levels off, °C: the room.</summary>
    public double Room => Start + (Slope * TimeConstant);

    /// <summary>Minutes until it passes a temperature; null when it levels off below.</summary>
    public double? Reaches(double celsius)
    {
        double share = (celsius - Start) / (Slope * TimeConstant);
        return share < 1 ? -TimeConstant * Math.Log(1 - share) : null;
    }

    /// <summary>How far off the moment may be, in minutes, one standard deviation.</summary>
    /// <param name="minutes">The moment.</param>
    /// <param name="deviation">Of a reading from the curve, K, made larger by as much as neighbours repeat each other.</param>
    public double Uncertainty(double minutes, double deviation)
    {
        double off = Basis(minutes) - _meanBasis;
        double celsius = deviation * Math.Sqrt((1.0 / _count) + (off * off / _basisSquares));
        return celsius / (Slope * Math.Exp(-minutes / TimeConstant));
    }

    private double At(double minutes) => Start + (Slope * Basis(minutes));

    private double Basis(double minutes) => TimeConstant * (1 - Math.Exp(-minutes / TimeConstant));
}
