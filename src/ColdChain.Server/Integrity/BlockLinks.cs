using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>Blocks while their chunks are gone through with those of all other sensors: opened once, kept as hashes.</summary>
/// <remarks>Of each sensor one block or two are held at a time: 32 bytes for each of their days.</remarks>
internal sealed class BlockLinks(SealedHistory history, ChunkCheck chunks)
{
    private readonly Dictionary<BlockId, Dictionary<ChunkId, BoundLink>> _links = [];

    /// <summary>What is computed of a chunk that is in a block, once the whole block was found to fit to itself and to the link before it.</summary>
    /// <param name="id">The chunk.</param>
    /// <param name="block">Where it is.</param>
    /// <param name="before">Where its sensor's chain stands: number and link.</param>
    /// <param name="misfit">What is wrong.</param>
    public BoundLink? Of(ChunkId id, BlockId block, (long Link, Digest Chain) before, out Misfit? misfit)
    {
        misfit = null;
        if (!_links.TryGetValue(block, out Dictionary<ChunkId, BoundLink>? links))
        {
            BlockRow row = history.ReadBlock(block);
            if (chunks.Open(row, out misfit) is not { } opened)
            {
                return null;
            }

            if (opened.Chunks[0].Id != id || row.FirstLink != before.Link + 1 || row.Before != before.Chain)
            {
                misfit = Misfits.OtherBlock(chunks.NameOf(block));
                return null;
            }

            _links[block] = links = [];
            for (int place = 0; place < opened.Chunks.Length; place++)
            {
                KeptDay day = opened.Days[place];
                links[opened.Chunks[place].Id] = new BoundLink(opened.Hashes[place], opened.Links[place], day.Readings.Length, day.Conflicts.Length);
            }
        }

        if (!links.Remove(id, out BoundLink? link))
        {
            misfit = Misfits.OtherBlock(chunks.NameOf(block));
            return null;
        }

        if (links.Count == 0)
        {
            _links.Remove(block);
        }

        return link;
    }

    /// <summary>The readings of a chunk of a block that was found to fit; opened once more, so that not all of all sensors are held.</summary>
    public KeptDay ContentOf(ChunkId id, BlockId block)
    {
        BlockOpening opened = chunks.Open(history.ReadBlock(block), out _)!;
        return opened.Days[Array.FindIndex(opened.Chunks, chunk => chunk.Id == id)];
    }
}
