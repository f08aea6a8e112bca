using System.Collections.Immutable;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Warnings;

namespace ColdChain.Core.Evaluation;

/// <summary>What the rules say of one series of readings, from whatever source: judged as a sensor's history would be.</summary>
/// <remarks>
/// The figures are of the time from the first reading to the last (or to <see cref="EvaluationTerms.Until"/>); what falls
/// due by the clock is looked for until the last reading stops to speak (EX-04).
/// </remarks>
public sealed record SeriesEvaluation
{
    public required EvaluationTerms Terms { get; init; }

    /// <summary>By time, at most one for a moment.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Null when there is no reading.</summary>
    public Instant? JudgedAt { get; init; }

    /// <summary>What the figures are of; null when there is no reading.</summary>
    public TimeRange? Period { get; init; }

    /// <summary>In order of time.</summary>
    public ImmutableArray<Excursion> Excursions { get; init; } = [];

    public ImmutableArray<SeriesGap> Gaps { get; init; } = [];

    /// <summary>What is shown and wakes nobody (EX-19, EX-20).</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];

    public ImmutableArray<SeriesDay> Days { get; init; } = [];

    public Compliance Compliance { get; init; } = new(0, 0, 0);

    /// <summary>Each alarm with its excursion, by the moment at which it fell due.</summary>
    public IEnumerable<(Excursion Excursion, AlarmDue Alarm)> Alarms => Excursions
        .SelectMany(excursion => excursion.Alarms.Select(alarm => (excursion, alarm)))
        .OrderBy(pair => pair.alarm.DueAt);

    /// <param name="readings">By time, at most one for a moment.</param>
    /// <param name="terms">By what they are judged.</param>
    public static SeriesEvaluation Of(IReadOnlyList<Reading> readings, EvaluationTerms terms)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Until is { } until)
        {
            readings = [.. readings.TakeWhile(reading => reading.MeasuredAt <= until)];
        }

        if (readings.Count == 0)
        {
            return new SeriesEvaluation { Terms = terms, Readings = readings };
        }

        Instant last = readings[^1].MeasuredAt;
        TimeRange period = new(readings[0].MeasuredAt, terms.Until ?? last);
        Instant judgedAt = terms.Until ?? last + terms.Profile.LongestInterval;
        return new SeriesEvaluation
        {
            Terms = terms,
            Readings = readings,
            JudgedAt = judgedAt,
            Period = period,
            Excursions = [.. ExcursionPass.Over(readings, terms.Profile, terms.Stock, judgedAt)],
            Gaps = [.. FindGaps(readings, terms)],
            Warnings = [.. WarningWatch.Over(readings, terms.Profile, judgedAt)],
            Days = [.. DaysOf(period, readings, terms)],
            Compliance = Compliance.Of(TemperatureFigures.Over(period, readings, terms.Profile, period.End!.Value)),
        };
    }

    private static IEnumerable<SeriesGap> FindGaps(IReadOnlyList<Reading> readings, EvaluationTerms terms)
    {
        TimeSpan longest = terms.Profile.LongestInterval;
        for (int index = 1; index < readings.Count; index++)
        {
            Instant before = readings[index - 1].MeasuredAt;
            Instant next = readings[index].MeasuredAt;
            if (before + longest < next)
            {
                yield return new SeriesGap(before, new TimeRange(before + longest, next));
            }
        }

        Instant last = readings[^1].MeasuredAt;
        if (terms.Until is { } until && last + longest < until)
        {
            yield return new SeriesGap(last, new TimeRange(last + longest, null));
        }
    }

    private static IEnumerable<SeriesDay> DaysOf(TimeRange period, IReadOnlyList<Reading> readings, EvaluationTerms terms)
    {
        Instant end = period.End!.Value;
        DateOnly final = LocalDays.At(end, terms.Zone);
        for (DateOnly date = LocalDays.At(period.Start, terms.Zone); date <= final; date = date.AddDays(1))
        {
            TimeRange day = LocalDays.During(date, terms.Zone);
            TimeRange covered = new(Instant.Max(day.Start, period.Start), Instant.Min(day.End!.Value, end));
            yield return SeriesDay.Of(date, covered, readings, terms.Profile);
        }
    }
}
