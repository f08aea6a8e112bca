using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>Checks what was destroyed at the end of its time: hashes that are kept in its place, under a signature.</summary>
internal sealed class DestructionCheck(SealedHistory history, ChunkCheck chunks)
{
    private readonly Dictionary<long, (long Number, byte[] Hash)> _destroyed = history.Destroyed();

    /// <summary>How many records of destruction fit.</summary>
    public int Count { get; private set; }

    /// <summary>The hash that is kept of a chunk whose readings went; null where they did not.</summary>
    public Digest? HashOf(SealedChunk chunk) =>
        chunk.Readings.AsSpan().SequenceEqual(Destruction.Marker)
        && _destroyed.TryGetValue(chunk.Id.Number, out (long Number, byte[] Hash) gone) && Digest.TryRead(gone.Hash, out Digest hash)
            ? hash
            : null;

    /// <summary>Every record's signature, over the list of what it destroyed.</summary>
    public Misfit? Run()
    {
        Dictionary<string, byte[]> keys = history.Keys();
        ILookup<long, (ChunkPlace, Digest)> byRecord = _destroyed.OrderBy(chunk => chunk.Key).ToLookup(
            chunk => chunk.Value.Number,
            chunk => (chunks.PlaceOf(ChunkId.Of(chunk.Key)), Digest.TryRead(chunk.Value.Hash, out Digest hash) ? hash : default));
        foreach ((DestructionText text, string keyId, byte[] signature) in history.Destructions())
        {
            if (text.Number != Count + 1
                || RootCheck.CheckSignature(text.Number, text.Hash([.. byRecord[text.Number]]), (keyId, signature), keys.GetValueOrDefault(keyId)) is not null)
            {
                return Misfits.OtherDestruction(text.Number);
            }

            Count++;
        }

        return byRecord.FirstOrDefault(record => record.Key < 1 || record.Key > Count) is { } orphan ? Misfits.OtherDestruction(orphan.Key) : null;
    }
}
