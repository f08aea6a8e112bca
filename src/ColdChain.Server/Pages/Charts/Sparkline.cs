using System.Text;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>The same picture at the size of a word: band, line, red where outside, hatched where nobody measured.</summary>
/// <remarks>It has no axes; the row beside it says the numbers, so for a screen reader it is one short sentence.</remarks>
public static class Sparkline
{
    public const int Width = 168;

    public const int Height = 40;

    public static string Draw(ChartPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ChartFrame frame = FrameFor(picture);
        double top = picture.High is { } high ? frame.Y(high.Value) : 0;
        double bottom = picture.Low is { } low ? frame.Y(low.Value) : Height;
        SvgText svg = new();
        svg.Add($"<svg class=\"spark\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" ")
            .Add($"role=\"img\" aria-label=\"{SvgText.Escape(picture.Words.Title)}\" xmlns=\"http://www.w3.org/2000/svg\">")
            .Add($"<defs><pattern id=\"{picture.Key}-h\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" ")
            .Add($"patternTransform=\"rotate(45)\"><rect class=\"gap-ground\" width=\"5\" height=\"5\"/>")
            .Add($"<line class=\"gap-stroke\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern>")
            .Add($"<clipPath id=\"{picture.Key}-o\"><rect x=\"0\" y=\"0\" width=\"{Width}\" height=\"{At(top)}\"/>")
            .Add($"<rect x=\"0\" y=\"{At(bottom)}\" width=\"{Width}\" height=\"{At(Height - bottom)}\"/></clipPath></defs>")
            .Add($"<rect class=\"band\" x=\"0\" y=\"{At(top)}\" width=\"{Width}\" height=\"{At(bottom - top)}\"/>");
        foreach (TimeRange gap in TemperatureChart.GapsOf(picture))
        {
            double left = frame.X(gap.Start);
            double width = Math.Max(1, frame.X(gap.End ?? picture.Now) - left);
            svg.Add($"<rect x=\"{At(left)}\" y=\"0\" width=\"{At(width)}\" height=\"{Height}\" fill=\"url(#{picture.Key}-h)\"/>");
        }

        foreach (ChartLine line in picture.Lines)
        {
            StringBuilder path = new();
            foreach (IReadOnlyList<Pillar> stretch in LineShape.Stretches(line, frame, picture.LongestInterval))
            {
                TemperatureChart.PathOf(stretch, path);
            }

            svg.Add($"<path class=\"spark-line\" d=\"{path.ToString()}\"/>")
                .Add($"<path class=\"spark-out\" clip-path=\"url(#{picture.Key}-o)\" d=\"{path.ToString()}\"/>");
        }

        return svg.Add($"</svg>").ToString();
    }

    private static ChartFrame FrameFor(ChartPicture picture)
    {
        List<Temperature> shown = [];
        foreach (ChartPoint point in picture.Lines.SelectMany(line => line.Points))
        {
            if (point.At >= picture.From && point.At < picture.Until)
            {
                shown.Add(point.Value);
            }
        }

        if (picture.High is { } high)
        {
            shown.Add(high.Value);
        }

        if (picture.Low is { } low)
        {
            shown.Add(low.Value);
        }

        // No ticks are drawn, so the ends need not be round: all of the small height is for the values.
        TemperatureDelta air = TemperatureDelta.FromMilliKelvin(300);
        Temperature lowest = shown.Count == 0 ? default : shown.Min() + TemperatureDelta.FromMilliKelvin(-air.MilliKelvin);
        Temperature highest = shown.Count == 0 ? default(Temperature) + air : shown.Max() + air;
        return new ChartFrame(0, 1, Width, Height - 1)
        {
            From = picture.From,
            Until = picture.Until,
            Scale = new TemperatureScale(lowest, highest, []),
        };
    }

    private static string At(double pixels) => SvgText.At(pixels);
}
