using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Takes what was found to fit, in the order in which it was made.</summary>
internal interface ICheckedRecords
{
    void Chunk(CheckedChunk chunk);

    /// <param name="line">As it left the house.</param>
    /// <param name="text">What its hash is of.</param>
    void Root(RootLine line, byte[] text);
}
