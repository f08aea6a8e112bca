using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>What the bytes of a request turned out to be.</summary>
public abstract record BatchDecoding
{
    private BatchDecoding()
    {
    }

    /// <summary>A batch whose form is right; whether each reading can be admitted is another question.</summary>
    public sealed record Decoded(ReadingBatch Batch, JournalId Journal) : BatchDecoding;

    /// <summary>Not a batch; the reason is for whoever wrote the sender.</summary>
    public sealed record Malformed(string Reason) : BatchDecoding;

    /// <summary>More readings and events than <see cref="ReadingBatch.MostEntries"/>.</summary>
    public sealed record TooMany(int Entries) : BatchDecoding;
}
