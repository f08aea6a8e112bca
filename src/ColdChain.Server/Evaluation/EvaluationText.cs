using System.Globalization;
using System.Text;
using ColdChain.Core.Evaluation;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>The report of <c>evaluate</c> for a person: what it comes to first, then each thing found.</summary>
internal sealed class EvaluationText(Evaluated evaluated)
{
    /// <summary>So many unreadable rows show what is wrong with the others.</summary>
    public const int MostUnreadable = 20;

    private readonly StringBuilder _text = new();
    private readonly SeriesEvaluation _result = evaluated.Result;
    private readonly MeasuredSeries _series = evaluated.Series;

    public string Write()
    {
        WriteSummary();
        Section("Excursions", _result.Excursions, Excursion);
        Section("Alarms", _result.Alarms, pair => $"{At(pair.Alarm.DueAt)}  {pair.Alarm.Rule.Id}  (excursion of {At(pair.Excursion.StartedAt)})");
        Section("Warnings", _result.Warnings, warning => $"{At(warning.DueAt)}  {warning.RuleId}, since {At(warning.StartedAt)}"
            + $", {(warning.EndedAt is { } end ? $"until {At(end)}" : "going on")}, nearest to the limit {EvaluationWords.Exact(warning.Extreme)} °C");
        Section("Gaps", _result.Gaps, Gap);
        Section("Faults and findings", evaluated.Faults, Fault);
        Section("Days", _result.Days, Day, "date        lowest   highest  mean     above    below    unobserved (min)");
        foreach (string line in Last())
        {
            Line(line);
        }

        return _text.ToString();
    }

    /// <summary>The first unreadable rows and how many there are.</summary>
    public static IEnumerable<string> Unreadable(MeasuredSeries series)
    {
        if (series.Unreadable.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{series.Unreadable.Count} of {series.RowCount} rows cannot be read:");
        }

        foreach (UnreadableRow row in series.Unreadable.Take(MostUnreadable))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  line {row.Line}: {row.Reason}");
        }

        if (series.Unreadable.Count > MostUnreadable)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {series.Unreadable.Count - MostUnreadable} more");
        }
    }

    /// <summary>What was asked beside the judgement, and what could not be read.</summary>
    private IEnumerable<string> Last()
    {
        IEnumerable<string> whatIf = evaluated.WhatIf is { } compared
            ? WhatIfWords.Lines(compared, evaluated.Request.Against!, _result.Terms.Zone).Prepend(string.Empty)
            : [];
        IEnumerable<string> unreadable = _series.Unreadable.Count > 0 ? Unreadable(_series).Prepend(string.Empty) : [];
        return whatIf.Concat(unreadable);
    }

    private void WriteSummary()
    {
        StorageProfile profile = _result.Terms.Profile;
        Line($"{Path.GetFileName(evaluated.Request.File)} under {profile.Id} v{profile.Version}: {Range(profile)}"
            + (_result.Terms.HoldsFreezeSensitiveStock ? ", with freeze-sensitive vaccine" : string.Empty));
        foreach (string note in _series.Notes)
        {
            Line($"  {note}");
        }

        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  {_result.Readings.Count} readings of {_series.RowCount} rows; {_series.RepeatedCount} said twice, {_series.Unreadable.Count} unreadable"));
        if (_result.Period is not { } period)
        {
            Line("No reading: nothing can be judged.");
            return;
        }

        Compliance compliance = _result.Compliance;
        int looksLikeDefrost = evaluated.Defrosts.Values.Count(signs => signs.LooksLikeDefrost);
        Line($"  {At(period.Start)} to {At(period.End!.Value)}, judged as of {At(_result.JudgedAt!.Value)}");
        Line(string.Empty);
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{_result.Excursions.Length} excursions{(looksLikeDefrost > 0 ? $" ({looksLikeDefrost} look like a defrost)" : string.Empty)}, {_result.Alarms.Count()} alarms, {_result.Warnings.Length} warnings, {_result.Gaps.Length} gaps, {evaluated.Faults.Count} faults and findings"));
        Line($"In range {EvaluationWords.Percent(compliance.InRangeShare)} of the time; observed {EvaluationWords.Percent(compliance.ObservedShare)}"
            + $" (in range {Minutes(compliance.InRangeMilliseconds)} min, out {Minutes(compliance.OutMilliseconds)} min,"
            + $" unobserved {Minutes(compliance.UnobservedMilliseconds)} min)");
    }

    private string Excursion(Excursion excursion) =>
        $"{At(excursion.StartedAt)} to {(excursion.EndedAt is { } end ? At(end) : "going on")}  {EvaluationWords.Side(excursion.Limit.Side)}"
        + $"  peak {EvaluationWords.Exact(excursion.Peak)} °C  out {Minutes(excursion.OutMilliseconds)} min"
        + (excursion.UnobservedMilliseconds > 0 ? $"  unobserved {Minutes(excursion.UnobservedMilliseconds)} min" : string.Empty)
        + Defrost(excursion);

    /// <summary>Nothing of what never rose as a defrost does: the swing of a compressor about a limit is no question.</summary>
    private string Defrost(Excursion excursion) => evaluated.Defrosts.TryGetValue(excursion, out DefrostSigns? signs)
        && !signs.Objections.Contains(DefrostObjection.TooSmall)
            ? $"\n    {DefrostWords.Say(signs)}"
            : string.Empty;

    private string Gap(SeriesGap gap) =>
        $"{At(gap.During.Start)} to {(gap.During.End is { } end ? At(end) : "going on")}  (last reading {At(gap.LastReadingAt)})";

    private string Fault(SeriesFault fault) => string.Create(
        CultureInfo.InvariantCulture,
        $"{At(fault.At)}{(fault.Until is { } until ? $" to {At(until)}" : string.Empty)}  {fault.Kind}{(fault.Rows > 0 ? $", {fault.Rows} rows" : string.Empty)}: {fault.Detail}");

    private static string Day(SeriesDay day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.Date:yyyy-MM-dd}  {Celsius(day.Lowest),7}  {Celsius(day.Highest),7}  {Celsius(day.Mean),7}  {Minutes(day.AboveMilliseconds),7}  {Minutes(day.BelowMilliseconds),7}  {Minutes(day.Figures.UnobservedMilliseconds),7}");

    private void Section<T>(string title, IEnumerable<T> all, Func<T, string> show, string? columns = null)
    {
        T[] shown = [.. all];
        if (shown.Length == 0)
        {
            return;
        }

        Line(string.Empty);
        Line(title);
        if (columns is not null)
        {
            Line($"  {columns}");
        }

        foreach (T one in shown)
        {
            Line($"  {show(one)}");
        }
    }

    private static string Range(StorageProfile profile) => (profile.Low, profile.High) switch
    {
        ({ } low, { } high) => $"{EvaluationWords.Exact(low.Value)} to {EvaluationWords.Exact(high.Value)} °C",
        (null, { } high) => $"at most {EvaluationWords.Exact(high.Value)} °C",
        ({ } low, null) => $"at least {EvaluationWords.Exact(low.Value)} °C",
        (null, null) => "no limits",
    };

    private static string Celsius(Core.Temperatures.Temperature? value) => value is { } known ? EvaluationWords.Exact(known) : "-";

    private static string Minutes(long milliseconds) => EvaluationWords.ShortMinutes(milliseconds);

    private string At(Core.Time.Instant moment) => EvaluationWords.Local(moment, _result.Terms.Zone);

    private void Line(string line) => _text.Append(line).Append('\n');
}
