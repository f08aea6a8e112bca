using System.Globalization;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>EX-27. Finds where the clock of a series was put back: the rows step back and go on from there over times that were had already.</summary>
/// <remarks>Rows that come late fill a hole, and a row out of order is one: neither is a step.</remarks>
internal static class ClockSteps
{
    /// <summary>So many rows after the step must go on as usual [P].</summary>
    private const int RowsThatGoOn = 3;

    /// <summary>A file with more of them is in no order, or of several sensors [P].</summary>
    private const int MostSteps = 20;

    /// <param name="rows">In the order in which they were written, oldest first.</param>
    /// <param name="usualStep">How far apart they are as a rule.</param>
    /// <param name="zone">In which they were read.</param>
    /// <param name="neverShown">Lines whose time the clocks of the zone never showed: the step after them is the reading's, not the clock's.</param>
    public static IReadOnlyList<SeriesFault> Find(
        IReadOnlyList<SeriesEntry> rows, TimeSpan usualStep, TimeZoneInfo zone, IReadOnlySet<int> neverShown)
    {
        List<SeriesFault> found = [];
        for (int index = 1; index + RowsThatGoOn < rows.Count && found.Count <= MostSteps; index++)
        {
            TimeSpan back = rows[index - 1].At - rows[index].At;
            if (!neverShown.Contains(rows[index - 1].Line) && back >= usualStep && usualStep > TimeSpan.Zero && GoesOn(rows, index, usualStep) && WasHadAlready(rows, index, usualStep))
            {
                found.Add(new SeriesFault(
                    "clockStepped", rows[index].At, null, 0,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"line {rows[index].Line}: the times step back by {back.TotalMinutes:0.#} min and go on from there; the clocks of {zone.Id} do not change then. Another zone? The order of what was measured is not known here")));
            }
        }

        return found.Count <= MostSteps ? found : [];
    }

    private static bool GoesOn(IReadOnlyList<SeriesEntry> rows, int index, TimeSpan usualStep) =>
        Enumerable.Range(index + 1, RowsThatGoOn).All(next =>
            rows[next].At > rows[next - 1].At && rows[next].At - rows[next - 1].At <= usualStep * 2);

    private static bool WasHadAlready(IReadOnlyList<SeriesEntry> rows, int index, TimeSpan usualStep)
    {
        Instant from = rows[index].At;
        for (int before = index - 1; before >= 0 && rows[before].At >= from; before--)
        {
            if (rows[before].At <= from + (usualStep * RowsThatGoOn))
            {
                return true;
            }
        }

        return false;
    }
}
