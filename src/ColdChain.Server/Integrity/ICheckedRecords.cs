using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Takes what was found to fit, in the order in which it was made.</summary>
internal interface ICheckedRecords
{
    /// <param name="chunk">The row.</param>
    /// <param name="place">What it is about.</param>
    /// <param name="day">Its content.</param>
    /// <param name="head">Where its sensor's chain stands after it.</param>
    void Chunk(SealedChunk chunk, ChunkPlace place, KeptDay day, ChainHead head);

    /// <param name="line">As it left the house.</param>
    /// <param name="text">What its hash is of.</param>
    void Root(RootLine line, byte[] text);
}
