using ColdChain.Core.Evaluation;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>A request and what came of it: all that an output needs.</summary>
internal sealed record Evaluated(EvaluateRequest Request, MeasuredSeries Series, SeriesEvaluation Result)
{
    public static Evaluated Of(EvaluateRequest request, MeasuredSeries series)
    {
        EvaluationTerms terms = new(request.Profile, request.HoldsFreezeSensitiveStock, request.Series.Zone) { Until = request.Until };
        return new Evaluated(request, series, SeriesEvaluation.Of(series.Readings, terms));
    }
}
