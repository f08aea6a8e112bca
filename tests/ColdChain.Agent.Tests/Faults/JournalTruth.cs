using ColdChain.Agent.Buffer;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>What a buffer was told and what it promised, kept outside of it.</summary>
/// <param name="Sent">Handed to the buffer, whether it took it or not.</param>
/// <param name="Acknowledged">The append came back without a fault.</param>
/// <param name="Taken">Shown, and told to be removed; may be there again after a fault, for a removal is not fsynced.</param>
internal sealed record JournalTruth(HashSet<int> Sent, HashSet<int> Acknowledged, HashSet<int> Taken)
{
    public static async Task<IReadOnlyList<Reading>> ReadAsync(SqliteReadingBuffer buffer)
    {
        // The backlog first: what a look into the live lane would move there must not be counted twice.
        JournalPage backlog = await buffer.PeekAsync(ForwardLane.Backlog, int.MaxValue, JournalStory.Token);
        JournalPage live = await buffer.PeekAsync(ForwardLane.Live, int.MaxValue, JournalStory.Token);
        return [.. backlog.Entries.Concat(live.Entries).OrderBy(entry => entry.Sequence)
            .OfType<JournalEntry.Measured>().Select(entry => entry.Reading)];
    }

    /// <summary>Acknowledged is in stored, stored is in sent, exact, once, in order.</summary>
    /// <param name="buffer">To be looked into.</param>
    /// <param name="what">The fault, for the message.</param>
    /// <param name="lost">How many the damage itself may have hit.</param>
    /// <returns>How many acknowledged readings are not there.</returns>
    public async Task<int> VerifyAsync(SqliteReadingBuffer buffer, string what, int lost = 0)
    {
        IReadOnlyList<Reading> stored = await ReadAsync(buffer);
        int[] values = [.. stored.Select(reading => reading.Value.MilliCelsius)];
        int[] invented = [.. values.Where(value => !Sent.Contains(value))];
        int[] missing = [.. Acknowledged.Except(Taken).Except(values).Order()];
        Assert.True(invented.Length == 0, $"{what}: invented {string.Join(", ", invented.Take(5))}");
        Assert.All(stored, reading => Assert.Equal(Some.Reading(reading.Value.MilliCelsius), reading));
        Assert.True(missing.Length <= lost, $"{what}: {missing.Length} acknowledged readings are lost, the first is {missing.FirstOrDefault()}");
        Assert.True(values.Distinct().Count() == values.Length, $"{what}: stored twice");
        Assert.True(values.SequenceEqual(values.Order()), $"{what}: out of order");
        return missing.Length;
    }
}
