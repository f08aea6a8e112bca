namespace EndToEnd.Tests.Faults;

/// <summary>Which faults come when: the same seed gives the same plan.</summary>
public static class FaultPlan
{
    /// <param name="seed">Printed by the test; set COLDCHAIN_FAULT_SEED to run one again.</param>
    /// <param name="counts">How often each kind comes.</param>
    /// <param name="longestPause">Between two steps.</param>
    /// <param name="longestFor">Of one step.</param>
    public static IReadOnlyList<FaultStep> Shuffled(
        int seed, IReadOnlyDictionary<FaultKind, int> counts, TimeSpan longestPause, TimeSpan longestFor)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Random random = new(seed);
        FaultKind[] kinds =
            [.. counts.OrderBy(pair => pair.Key).SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value))];
        random.Shuffle(kinds);
        return [.. kinds.Select(kind => new FaultStep(
            kind, longestPause * random.NextDouble(), longestFor * random.NextDouble()))];
    }
}
