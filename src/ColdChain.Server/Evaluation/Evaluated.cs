using ColdChain.Core.Evaluation;
using ColdChain.Core.Excursions;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>A request and what came of it: all that an output needs.</summary>
internal sealed record Evaluated(EvaluateRequest Request, MeasuredSeries Series, SeriesEvaluation Result)
{
    /// <summary>What of the file is no temperature, and what cannot be trusted of the temperatures; by time.</summary>
    public required IReadOnlyList<SeriesFault> Faults { get; init; }

    /// <summary>Of the excursions of a freezer that was too warm.</summary>
    public required IReadOnlyDictionary<Excursion, DefrostSigns> Defrosts { get; init; }

    /// <summary>EX-36. Null when none was asked for.</summary>
    public WhatIf? WhatIf { get; init; }

    public static Evaluated Of(EvaluateRequest request, MeasuredSeries series)
    {
        EvaluationTerms terms = new(request.Profile, request.HoldsFreezeSensitiveStock, request.Series.Zone) { Until = request.Until };
        SeriesEvaluation result = SeriesEvaluation.Of(series.Readings, terms);
        return new Evaluated(request, series, result)
        {
            Faults = [.. series.Faults.Concat(Findings(result)).OrderBy(fault => fault.At)],
            Defrosts = DefrostPattern.Of(result.Excursions, result.Readings, request.Profile),
            WhatIf = request.Against is { } other ? Compare(result, terms with { Profile = other }) : null,
        };
    }

    /// <summary>Judged at the same moment, so that the difference is the profile's alone.</summary>
    private static WhatIf Compare(SeriesEvaluation result, EvaluationTerms other) => WhatIf.Compare(
        result.Excursions, SeriesEvaluation.Of(result.Readings, other with { Until = other.Until ?? result.JudgedAt }).Excursions);

    /// <summary>Gaps have a list of their own, and faults their details.</summary>
    private static IEnumerable<SeriesFault> Findings(SeriesEvaluation result) => result.JudgedAt is not { } judgedAt
        ? []
        : Observation.Over(result.Readings, result.Terms.Profile, judgedAt)
            .Where(finding => finding.Kind is not (ObservationKind.Gap or ObservationKind.SensorFault))
            .Select(FindingWords.Say);
}
