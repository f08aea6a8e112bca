using ColdChain.Agent.Buffer;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>What a reply says about the entries that were sent, and about no others.</summary>
/// <remarks>
/// A range of the reply may be wider than what was sent (sequences of the other lane lie between); an entry that was not
/// in this batch is never taken for delivered.
/// </remarks>
/// <param name="Done">Ranges of sent entries that need not be kept any longer: accepted or rejected.</param>
/// <param name="Accepted">How many the server has.</param>
/// <param name="Rejected">Those it has put into quarantine, with its reasons.</param>
internal sealed record ReplyReading(
    IReadOnlyList<SequenceRange> Done, int Accepted, IReadOnlyList<RejectedEntry> Rejected)
{
    public static ReplyReading Of(BatchReply reply, IReadOnlyList<JournalEntry> sent)
    {
        long[] sequences = [.. sent.Select(entry => entry.Sequence).Order()];
        HashSet<long> known = [.. sequences];
        List<RejectedEntry> rejected = [.. reply.Rejected.Where(entry => known.Contains(entry.Sequence))];
        HashSet<long> refused = [.. rejected.Select(entry => entry.Sequence)];
        List<SequenceRange> done = [];
        int accepted = 0;
        for (int i = 0; i < sequences.Length; i++)
        {
            bool isAccepted = IsIn(reply.Accepted, sequences[i]);
            accepted += isAccepted ? 1 : 0;
            if (!isAccepted && !refused.Contains(sequences[i]))
            {
                continue;
            }

            // Joined only across neighbours that were sent: a hole between two may be an entry of the other lane.
            if (done.Count > 0 && done[^1].Last == sequences[i] - 1)
            {
                done[^1] = done[^1] with { Last = sequences[i] };
            }
            else
            {
                done.Add(new SequenceRange(sequences[i], sequences[i]));
            }
        }

        return new ReplyReading(done, accepted, rejected);
    }

    private static bool IsIn(IReadOnlyList<long[]> ranges, long sequence)
    {
        foreach (long[] range in ranges)
        {
            if (range is [long first, long last] && sequence >= first && sequence <= last)
            {
                return true;
            }
        }

        return false;
    }
}
