namespace ColdChain.Benchmarks.Ingest;

/// <summary>What a run of requests came to.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Answers">One for each request, in the order of the requests.</param>
/// <param name="Readings">In the requests that were answered with success.</param>
public sealed record LoadResult(TimeSpan Elapsed, IReadOnlyList<LoadAnswer> Answers, long Readings)
{
    public double ReadingsASecond => Readings / Elapsed.TotalSeconds;

    public int Refused => Answers.Count(answer => !answer.IsSuccess);

    /// <summary>Of the requests that succeeded: in so large a share of them the answer took no longer.</summary>
    public TimeSpan Latency(double share)
    {
        TimeSpan[] sorted = [.. Answers.Where(answer => answer.IsSuccess).Select(answer => answer.Took).Order()];
        return sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public override string ToString() =>
        FormattableString.Invariant($"{ReadingsASecond / 1e6:0.000} M readings/s, {Answers.Count / Elapsed.TotalSeconds:0} requests/s, p50 {Latency(0.5).TotalMilliseconds:0.0} ms, p99 {Latency(0.99).TotalMilliseconds:0.0} ms, not 2xx {Refused} of {Answers.Count}");
}
