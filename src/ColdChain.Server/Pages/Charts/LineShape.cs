using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Turns readings into what is drawn: stretches between gaps, each reading or each column of pixels one step.</summary>
internal static class LineShape
{
    /// <summary>One list per stretch without a gap; nothing connects two of them.</summary>
    public static IReadOnlyList<IReadOnlyList<Pillar>> Stretches(ChartLine line, ChartFrame frame, TimeSpan longestInterval)
    {
        List<List<Pillar>> stretches = [];
        Instant? last = null;
        foreach (ChartPoint point in line.Points)
        {
            if (point.At < frame.From || point.At >= frame.Until)
            {
                continue;
            }

            if (last is not { } before || point.At - before > longestInterval)
            {
                stretches.Add([]);
            }

            Add(stretches[^1], Math.Floor(frame.X(point.At)) + 0.5, frame.Y(point.Value));
            last = point.At;
        }

        return stretches;
    }

    private static void Add(List<Pillar> stretch, double x, double y)
    {
        if (stretch.Count > 0 && stretch[^1].X.Equals(x))
        {
            Pillar pillar = stretch[^1];
            stretch[^1] = pillar with { Top = Math.Min(pillar.Top, y), Bottom = Math.Max(pillar.Bottom, y), Last = y };
            return;
        }

        stretch.Add(new Pillar(x, y, y, y));
    }
}
