using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>A row of <c>chunks</c> as it is bound into a block.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Seal">Its place among the chunks of all sensors.</param>
/// <param name="Chain">Its link; zero where the row has none that is one.</param>
/// <param name="Figures"><see cref="ChunkFigures"/>.</param>
/// <param name="Readings">Empty where they are in another home.</param>
internal sealed record SealedRow(ChunkId Id, long Seal, Digest Chain, byte[] Figures, byte[] Readings);
