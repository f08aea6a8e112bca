using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>What to do when readings come late: where to run again from, and what the result is of what is on record.</summary>
public static class LateReadings
{
    /// <summary>
    /// EX-10. The calm point from which to run again when a reading of this moment came late: nothing before it can
    /// change, and no excursion on record reaches over it.
    /// </summary>
    /// <param name="onRecord">When this sensor's excursions were, as recorded.</param>
    /// <param name="late">The moment of the earliest reading that came late.</param>
    /// <param name="returnHold">For so long after its end an excursion may still turn out to go on (EX-02).</param>
    public static Instant CalmPointBefore(IEnumerable<TimeRange> onRecord, Instant late, TimeSpan returnHold) => onRecord
        .Where(during => during.Start <= late && (during.End is not { } end || end + returnHold >= late))
        .Select(during => during.Start)
        .Append(late)
        .Min();

    /// <summary>
    /// EX-11. Same side and start: the same one. Else same side and overlapping: the same one, changed. What is left on
    /// record vanished, what is left of the found is new. Each is matched at most once, in order of time, so the result
    /// does not depend on the order in which either side is given.
    /// </summary>
    public static Reconciliation<TKey> Reconcile<TKey>(IEnumerable<KnownExcursion<TKey>> known, IEnumerable<Excursion> found)
    {
        List<KnownExcursion<TKey>> leftKnown = [.. known.OrderBy(one => one.During.Start).ThenBy(one => one.Side)];
        List<Excursion> leftFound = [.. found.OrderBy(one => one.StartedAt).ThenBy(one => one.Limit.Side)];
        List<KeyValuePair<TKey, Excursion>> matched = [];
        Match((one, other) => one.During.Start == other.StartedAt);
        Match((one, other) => one.During.Overlaps(other.During));
        return new Reconciliation<TKey>(matched, leftFound, [.. leftKnown.Select(one => one.Key)]);

        void Match(Func<KnownExcursion<TKey>, Excursion, bool> isSame)
        {
            foreach (KnownExcursion<TKey> one in leftKnown.ToArray())
            {
                if (leftFound.Find(other => other.Limit.Side == one.Side && isSame(one, other)) is { } same)
                {
                    matched.Add(new(one.Key, same));
                    leftKnown.Remove(one);
                    leftFound.Remove(same);
                }
            }
        }
    }
}
