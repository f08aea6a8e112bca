using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Takes what was found to fit, in the order in which it was made.</summary>
internal interface ICheckedRecords
{
    /// <summary>Whether the chunks of a sensor are wanted: those of others need not be opened once more.</summary>
    bool Wants(SensorId sensor);

    void Chunk(CheckedChunk chunk);

    /// <param name="line">As it left the house.</param>
    /// <param name="text">What its hash is of.</param>
    void Root(RootLine line, byte[] text);
}
