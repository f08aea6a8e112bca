using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>A row of the sealed days as it is in the file, whatever somebody made of it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Seal">Its place among all chunks.</param>
/// <param name="Chain">What should be 32 bytes.</param>
/// <param name="Figures">What overviews read.</param>
/// <param name="Readings">Null where the readings are kept in another database.</param>
internal sealed record SealedChunk(ChunkId Id, long Seal, byte[] Chain, byte[] Figures, byte[]? Readings);
