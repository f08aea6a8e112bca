using System.Globalization;
using System.Text;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Draws the temperature of a storage unit as SVG; colours and hatching are in app.css, section "charts".</summary>
/// <remarks>
/// What nobody measured is drawn as hatching and no line crosses it (G5). Where several readings share a column of
/// pixels the column reaches from the coldest to the warmest of them, so a short peak is never averaged away.
/// </remarks>
public static class TemperatureChart
{
    private const double LeftMargin = 44;
    private const double RightMargin = 12;
    private const double TopMargin = 22;
    private const double BottomMargin = 26;

    /// <summary>Room for one label of the time axis, in pixels.</summary>
    private const int LabelWidth = 62;

    /// <summary>A hatched stretch narrower than this has no room for words.</summary>
    private const double RoomForWords = 44;

    public static string Draw(ChartPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ChartFrame frame = FrameFor(picture);
        IReadOnlyList<TimeRange> gaps = GapsOf(picture);
        SvgText svg = new();
        svg.Add($"<svg class=\"chart-svg\" viewBox=\"0 0 {picture.Width} {picture.Height}\" role=\"img\" ")
            .Add($"aria-labelledby=\"{picture.Key}-t {picture.Key}-d\" xmlns=\"http://www.w3.org/2000/svg\">")
            .Add($"<title id=\"{picture.Key}-t\">{SvgText.Escape(picture.Words.Title)}</title>")
            .Add($"<desc id=\"{picture.Key}-d\">{SvgText.Escape(DescriptionOf(picture))}</desc>");
        Definitions(svg, picture, frame);
        RangeBand(svg, picture, frame);
        Shades(svg, picture, frame);
        GapHatching(svg, picture, frame, gaps);
        Grid(svg, picture, frame);
        Limits(svg, picture, frame);
        int number = 0;
        foreach (ChartLine line in picture.Lines)
        {
            Line(svg, picture, frame, line, ++number);
        }

        return svg.Add($"</svg>").ToString();
    }

    /// <summary>The stretches in which a sensor of the unit was silent, up to now; the month page counts the same.</summary>
    internal static IReadOnlyList<TimeRange> GapsOf(ChartPicture picture)
    {
        Instant until = Instant.Min(picture.Until, picture.Now);
        if (until <= picture.From)
        {
            return [];
        }

        TimeRange during = new(picture.From, until);
        return picture.Lines.Count == 0
            ? [during]
            : Gaps.InAny(picture.Lines.Select(line => Gaps.Of(line.Points, during, picture.LongestInterval)));
    }

    /// <summary>The vertical axis around everything shown and both limits.</summary>
    internal static TemperatureScale ScaleOf(ChartPicture picture) => TemperatureScale.Around(
        picture.Lines
            .SelectMany(line => line.Points)
            .Where(point => point.At >= picture.From && point.At < picture.Until)
            .Select(point => point.Value)
            .Concat(new[] { picture.Low, picture.High }.OfType<Limit>().Select(limit => limit.Value)));

    private static ChartFrame FrameFor(ChartPicture picture) =>
        new(LeftMargin, TopMargin, picture.Width - RightMargin, picture.Height - BottomMargin)
        {
            From = picture.From,
            Until = picture.Until,
            Scale = ScaleOf(picture),
        };

    /// <summary>What the drawing shows, in words.</summary>
    internal static string DescriptionOf(ChartPicture picture)
    {
        IReadOnlyList<TimeRange> gaps = GapsOf(picture);
        Temperature[] shown =
        [
            .. picture.Lines.SelectMany(line => line.Points)
                .Where(point => point.At >= picture.From && point.At < picture.Until)
                .Select(point => point.Value),
        ];
        double minutes = gaps.Sum(gap => gap.LengthUntil(picture.Now).TotalMinutes);
        return picture.Words.Describe(new ChartFacts(
            Local(picture.From, picture.Zone),
            Local(Instant.Min(picture.Until, picture.Now), picture.Zone),
            shown.Length == 0 ? null : TemperatureText.Show(shown.Min()),
            shown.Length == 0 ? null : TemperatureText.Show(shown.Max()),
            picture.Excursions.Count,
            (long)minutes));
    }

    private static string Local(Instant at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static void Definitions(SvgText svg, ChartPicture picture, ChartFrame frame)
    {
        double top = picture.High is { } high ? frame.Y(high.Value) : frame.Top;
        double bottom = picture.Low is { } low ? frame.Y(low.Value) : frame.Bottom;
        double width = frame.Right - frame.Left;
        svg.Add($"<defs><pattern id=\"{picture.Key}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" ")
            .Add($"patternTransform=\"rotate(45)\"><rect class=\"gap-ground\" width=\"6\" height=\"6\"/>")
            .Add($"<line class=\"gap-stroke\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>")
            .Add($"<clipPath id=\"{picture.Key}-o\">")
            .Add($"<rect x=\"{At(frame.Left)}\" y=\"0\" width=\"{At(width)}\" height=\"{At(top)}\"/>")
            .Add($"<rect x=\"{At(frame.Left)}\" y=\"{At(bottom)}\" width=\"{At(width)}\" height=\"{At(picture.Height - bottom)}\"/>")
            .Add($"</clipPath></defs>");
    }

    private static void RangeBand(SvgText svg, ChartPicture picture, ChartFrame frame)
    {
        double top = picture.High is { } high ? frame.Y(high.Value) : frame.Top;
        double bottom = picture.Low is { } low ? frame.Y(low.Value) : frame.Bottom;
        svg.Add($"<rect class=\"band\" x=\"{At(frame.Left)}\" y=\"{At(top)}\" ")
            .Add($"width=\"{At(frame.Right - frame.Left)}\" height=\"{At(bottom - top)}\"/>");
    }

    private static void Shades(SvgText svg, ChartPicture picture, ChartFrame frame)
    {
        foreach (ChartShade shade in picture.Excursions)
        {
            Instant end = shade.During.End ?? Instant.Min(picture.Until, picture.Now);
            if (end <= picture.From || shade.During.Start >= picture.Until)
            {
                continue;
            }

            double left = frame.X(shade.During.Start);
            double width = Math.Max(2, frame.X(end) - left);
            string words = shade.Side == LimitSide.High ? picture.Words.TooWarm : picture.Words.TooCold;
            string side = shade.Side == LimitSide.High ? "high" : "low";
            svg.Add($"<g class=\"shade shade-{side}\"><title>{SvgText.Escape(words)}</title>")
                .Add($"<rect class=\"shade-fill\" x=\"{At(left)}\" y=\"{At(frame.Top)}\" width=\"{At(width)}\" ")
                .Add($"height=\"{At(frame.Bottom - frame.Top)}\"/>")
                .Add($"<rect class=\"shade-cap\" x=\"{At(left)}\" y=\"{At(frame.Top - 5)}\" width=\"{At(width)}\" height=\"4\"/>");
            if (width >= RoomForWords)
            {
                svg.Add($"<text class=\"shade-text\" x=\"{At(left + (width / 2))}\" y=\"{At(frame.Top - 9)}\">{SvgText.Escape(words)}</text>");
            }

            svg.Add($"</g>");
        }
    }

    private static void GapHatching(SvgText svg, ChartPicture picture, ChartFrame frame, IReadOnlyList<TimeRange> gaps)
    {
        foreach (TimeRange gap in gaps)
        {
            double left = frame.X(gap.Start);
            double width = Math.Max(1, frame.X(gap.End ?? picture.Now) - left);
            svg.Add($"<g class=\"gap\"><title>{SvgText.Escape(picture.Words.NoReadings)}</title>")
                .Add($"<rect x=\"{At(left)}\" y=\"{At(frame.Top)}\" width=\"{At(width)}\" ")
                .Add($"height=\"{At(frame.Bottom - frame.Top)}\" fill=\"url(#{picture.Key}-h)\"/>");
            if (width >= RoomForWords)
            {
                svg.Add($"<text class=\"gap-text\" x=\"{At(left + (width / 2))}\" y=\"{At((frame.Top + frame.Bottom) / 2)}\">")
                    .Add($"{SvgText.Escape(picture.Words.NoReadings)}</text>");
            }

            svg.Add($"</g>");
        }
    }

    private static void Grid(SvgText svg, ChartPicture picture, ChartFrame frame)
    {
        foreach (Temperature tick in frame.Scale.Ticks)
        {
            string y = At(Math.Floor(frame.Y(tick)) + 0.5);
            string label = (tick.MilliCelsius / 1000m).ToString("0.#", CultureInfo.InvariantCulture);
            svg.Add($"<line class=\"grid\" x1=\"{At(frame.Left)}\" y1=\"{y}\" x2=\"{At(frame.Right)}\" y2=\"{y}\"/>")
                .Add($"<text class=\"tick tick-y\" x=\"{At(frame.Left - 6)}\" y=\"{y}\">{label}</text>");
        }

        svg.Add($"<text class=\"tick unit\" x=\"{At(frame.Left - 6)}\" y=\"{At(frame.Top - 10)}\">°C</text>");
        foreach (TimeTick tick in TimeAxis.Ticks(picture.From, picture.Until, picture.Zone, frame.Columns / LabelWidth))
        {
            string x = At(Math.Floor(frame.X(tick.At)) + 0.5);
            string kind = tick.IsDayStart ? "grid day" : "grid";
            svg.Add($"<line class=\"{kind}\" x1=\"{x}\" y1=\"{At(frame.Top)}\" x2=\"{x}\" y2=\"{At(frame.Bottom)}\"/>")
                .Add($"<text class=\"tick tick-x\" x=\"{x}\" y=\"{At(frame.Bottom + 17)}\">{tick.Label}</text>");
        }
    }

    private static void Limits(SvgText svg, ChartPicture picture, ChartFrame frame)
    {
        foreach (Limit limit in new[] { picture.High, picture.Low }.OfType<Limit>())
        {
            double y = frame.Y(limit.Value);
            string words = limit.Side == LimitSide.High ? picture.Words.HighLimit : picture.Words.LowLimit;
            double textY = limit.Side == LimitSide.High ? y - 5 : y + 13;
            svg.Add($"<line class=\"limit\" x1=\"{At(frame.Left)}\" y1=\"{At(y)}\" x2=\"{At(frame.Right)}\" y2=\"{At(y)}\"/>")
                .Add($"<text class=\"limit-text\" x=\"{At(frame.Left + 6)}\" y=\"{At(textY)}\">")
                .Add($"{SvgText.Escape(words)} {TemperatureText.Show(limit.Value)} °C</text>");
        }
    }

    private static void Line(SvgText svg, ChartPicture picture, ChartFrame frame, ChartLine line, int number)
    {
        StringBuilder path = new();
        StringBuilder dots = new();
        foreach (IReadOnlyList<Pillar> stretch in LineShape.Stretches(line, frame, picture.LongestInterval))
        {
            if (stretch is [var lone] && lone.Top.Equals(lone.Bottom))
            {
                dots.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{At(lone.X)}\" cy=\"{At(lone.Top)}\" r=\"2\"/>");
                continue;
            }

            PathOf(stretch, path);
        }

        svg.Add($"<g class=\"line line-{number}\"><title>{SvgText.Escape(line.Name)}</title>")
            .Add($"<path d=\"{path.ToString()}\"/>{dots.ToString()}</g>");
        if (picture.High is not null || picture.Low is not null)
        {
            svg.Add($"<g class=\"line line-out\" clip-path=\"url(#{picture.Key}-o)\"><path d=\"{path.ToString()}\"/>{dots.ToString()}</g>");
        }
    }

    /// <summary>Each column is walked from its warmest to its coldest and left where its last reading was.</summary>
    internal static void PathOf(IReadOnlyList<Pillar> stretch, StringBuilder path)
    {
        char verb = 'M';
        foreach (Pillar pillar in stretch)
        {
            path.Append(CultureInfo.InvariantCulture, $"{verb}{At(pillar.X)} {At(pillar.Top)}");
            if (!pillar.Top.Equals(pillar.Bottom))
            {
                path.Append(CultureInfo.InvariantCulture, $"V{At(pillar.Bottom)}");
                if (!pillar.Last.Equals(pillar.Bottom))
                {
                    path.Append(CultureInfo.InvariantCulture, $"V{At(pillar.Last)}");
                }
            }

            verb = 'L';
        }
    }

    private static string At(double pixels) => SvgText.At(pixels);
}
