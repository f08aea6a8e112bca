using System.Globalization;
using ColdChain.Core.Exposure;
using FirmwareSim.Physics;

namespace FirmwareSim.Tests.Forecasting;

/// <summary>How often the forecasts of many power cuts were right: what docs/rules/forecast.md prints.</summary>
internal sealed class TrialFigures
{
    private readonly PowerCutTrial[] _cuts;

    public TrialFigures(IEnumerable<PowerCutTrial> cuts)
    {
        _cuts = [.. cuts];
        PowerCutTrial[] reached = [.. _cuts.Where(cut => cut.ReachedAt is not null)];
        Spoken = _cuts.Sum(cut => cut.Spoken.Count());
        Held = (double)_cuts.Sum(cut => cut.Spoken.Count(cut.Held)) / Spoken;
        HeldOfClosed = (from cut in _cuts
                        from asked in cut.Spoken
                        where asked.Outcome.Forecast!.Latest is not null
                        select cut.Held(asked) ? 1.0 : 0.0).Average();
        HeldOfFirstWords = Share(reached.Where(cut => cut.Spoken.Any()), cut => cut.Held(cut.Spoken.First()));
        Mute = Share(reached, cut => !cut.Spoken.Any());
        MuteHours = Sorted(reached.Where(cut => !cut.Spoken.Any()).Select(cut => (cut.ReachedAt!.Value - cut.CutAt).TotalHours));
        Reached = reached.Length;
        MinutesLeft = Sorted(reached.Where(cut => cut.Spoken.Any()).Select(cut => MinutesUntil(cut, cut.Spoken.First())));
        Errors = Sorted(reached.SelectMany(cut => cut.Spoken.Select(asked => Math.Abs(Error(cut, asked)))));
        Shares = Sorted(reached.SelectMany(cut => cut.Spoken.Select(asked => Math.Abs(Error(cut, asked)) / MinutesUntil(cut, asked))));
    }

    public int Reached { get; }

    public int Spoken { get; }

    /// <summary>Share of all forecasts whose interval held what came true.</summary>
    public double Held { get; }

    /// <summary>The same of those that have a last moment, and so can be too early.</summary>
    public double HeldOfClosed { get; }

    public double HeldOfFirstWords { get; }

    /// <summary>Share of the fridges that got too warm without a forecast.</summary>
    public double Mute { get; }

    /// <summary>From the cut to the limit, of those without a forecast; sorted.</summary>
    public double[] MuteHours { get; }

    /// <summary>Until the limit, at the first word of each fridge; sorted.</summary>
    public double[] MinutesLeft { get; }

    /// <summary>Of all forecasts, minutes; sorted.</summary>
    public double[] Errors { get; }

    /// <summary>The same as a share of the time that was left; sorted.</summary>
    public double[] Shares { get; }

    public static double Quantile(double[] sorted, double probability) => sorted[(int)(probability * (sorted.Length - 1))];

    public IEnumerable<string> Lines()
    {
        yield return Line($"{_cuts.Length} power cuts, {Reached} reached the limit, {Spoken} forecasts");
        yield return Line($"interval held: {Held:P1} of all, {HeldOfClosed:P1} of those with a last moment, {HeldOfFirstWords:P1} of first words; without a word: {Mute:P1}");
        yield return Line($"hours from the cut to the limit where there was no word: {Spread(MuteHours)}");
        yield return Line($"minutes left at the first word: {Spread(MinutesLeft)}");
        yield return Line($"error in minutes: {Spread(Errors)}; as a share of the time left: {Spread(Shares)}");
        int open = _cuts.Sum(cut => cut.Spoken.Count(asked => asked.Outcome.Forecast!.Latest is null));
        yield return Line($"without a latest moment: {(double)open / Spoken:P1}");
        foreach (IGrouping<FridgeKind, PowerCutTrial> kind in _cuts.GroupBy(cut => cut.Kind))
        {
            int spoken = kind.Sum(cut => cut.Spoken.Count());
            int held = kind.Sum(cut => cut.Spoken.Count(cut.Held));
            yield return Line($"{kind.Key}: {kind.Count()} cuts, {spoken} forecasts, {held} held");
        }

        foreach (IGrouping<ForecastSilence?, AskedForecast> why in _cuts.SelectMany(cut => cut.Asked).GroupBy(asked => asked.Outcome.Silence))
        {
            yield return Line($"{why.Key?.ToString() ?? "spoken"}: {why.Count()}");
        }
    }

    private static double Error(PowerCutTrial cut, AskedForecast asked) =>
        (asked.Outcome.Forecast!.ReachedAt - cut.ReachedAt!.Value).TotalMinutes;

    private static double MinutesUntil(PowerCutTrial cut, AskedForecast asked) => (cut.ReachedAt!.Value - asked.At).TotalMinutes;

    private static double Share(IEnumerable<PowerCutTrial> cuts, Func<PowerCutTrial, bool> claim) =>
        cuts.Select(cut => claim(cut) ? 1.0 : 0.0).Average();

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private static string Spread(double[] sorted) => sorted.Length == 0 ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Quantile(sorted, 0.05):0.##} | {Quantile(sorted, 0.5):0.##} | {Quantile(sorted, 0.95):0.##} (5, 50, 95 %)");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
