namespace EndToEnd.Tests.Faults;

/// <summary>Which faults come when: the same seed gives the same plan.</summary>
public static class FaultPlan
{
    /// <summary>Three of four faults meet a system at work; a slow machine would otherwise only see it start.</summary>
    private const double ShareMeetingTraffic = 0.75;

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
            kind,
            longestPause * random.NextDouble(),
            longestFor * random.NextDouble(),
            random.NextDouble() < ShareMeetingTraffic || IsOfTheNetwork(kind)))];
    }

    /// <summary>A cut that meets no traffic is no cut.</summary>
    private static bool IsOfTheNetwork(FaultKind kind) =>
        kind is FaultKind.CutNetwork or FaultKind.SwallowNetwork or FaultKind.LoseReplies;
}
