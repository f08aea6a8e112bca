using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Where a moment and a temperature lie on the drawing, in its pixels.</summary>
internal sealed record ChartFrame(double Left, double Top, double Right, double Bottom)
{
    public required Instant From { get; init; }

    public required Instant Until { get; init; }

    public required TemperatureScale Scale { get; init; }

    public int Columns => (int)(Right - Left);

    public double X(Instant at)
    {
        double share = (at.UnixMilliseconds - From.UnixMilliseconds)
            / (double)(Until.UnixMilliseconds - From.UnixMilliseconds);
        return Left + (Math.Clamp(share, 0, 1) * (Right - Left));
    }

    public double Y(Temperature value)
    {
        double share = (value.MilliCelsius - Scale.Lowest.MilliCelsius)
            / (double)(Scale.Highest.MilliCelsius - Scale.Lowest.MilliCelsius);
        return Bottom - (Math.Clamp(share, 0, 1) * (Bottom - Top));
    }
}
