namespace ColdChain.Server.Evaluation.Series;

/// <summary>A series, or what the user must change to get one.</summary>
internal abstract record SeriesOutcome
{
    private SeriesOutcome()
    {
    }

    public sealed record Read(MeasuredSeries Series) : SeriesOutcome;

    public sealed record Refused(IReadOnlyList<string> Mistakes) : SeriesOutcome;
}
