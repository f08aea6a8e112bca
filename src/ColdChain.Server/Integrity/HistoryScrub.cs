using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Integrity;

/// <summary>Looks through all of a history's file for damage that no reading would notice.</summary>
/// <remarks>
/// A flipped bit in an inner page makes rows vanish without an error, one in a key shows a day as another's, one in a head
/// hides the days beyond it. Found are: pages, keys and their order (SQLite's own check), the days that heads claim, and
/// everything that <c>verify</c> computes. Not found: columns without a second copy or a hash (docs/validation/faults.md).
/// </remarks>
/// <param name="path">Of <c>history.db</c>; a server may write it meanwhile.</param>
internal sealed class HistoryScrub(string path)
{
    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    public IReadOnlyList<string> Run(CancellationToken cancellationToken)
    {
        List<string> found = [];
        try
        {
            using SealedHistory? history = SealedHistory.Open(path, out _);
            if (history is null)
            {
                return found;
            }

            if (history.Structure() is { } broken)
            {
                found.Add($"the database file itself is damaged: {broken}");
            }

            found.AddRange(DaysOfHeads(history));
            // Of days that are in another database the chain is followed and nothing is fetched.
            (int From, int To) days = history.HasOtherHome ? (int.MaxValue, int.MinValue) : (int.MinValue, int.MaxValue);
            HistoryCheck check = new(history, days, KeptRoots.None) { Progress = (_, _) => cancellationToken.ThrowIfCancellationRequested() };
            if (check.Run().First is { } misfit)
            {
                found.Add(misfit.English);
            }
        }
        catch (Exception fault) when (FileDamage.Is(fault) && fault is not OperationCanceledException)
        {
            found.Add($"the database file itself is damaged: {fault.Message}");
        }

        return found;
    }

    /// <summary>Days outside of what a head claims are never looked for.</summary>
    private static IEnumerable<string> DaysOfHeads(SealedHistory history)
    {
        Dictionary<int, (int First, int Last)> days = [];
        foreach ((_, ChunkId id, _) in history.Index(out _))
        {
            (int first, int last) = days.GetValueOrDefault(id.Sensor, (id.Day, id.Day));
            days[id.Sensor] = (Math.Min(first, id.Day), Math.Max(last, id.Day));
        }

        return history.DaysOfHeads().Where(head => days.TryGetValue(head.Key, out (int, int) there) && head.Value != there).Select(head =>
            $"the head of {history.Sensors.GetValueOrDefault(head.Key)} claims other days than are there: those from "
            + $"{DayCalendar.DateOf(days[head.Key].First):yyyy-MM-dd} to {DayCalendar.DateOf(days[head.Key].Last):yyyy-MM-dd} may not all be shown");
    }
}
