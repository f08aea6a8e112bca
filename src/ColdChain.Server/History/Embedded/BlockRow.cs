using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>A row of <c>blocks</c> as it is in the file: chunks of one sensor that were sealed one after the other, bound together.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Seals">The seal numbers of its first and its last chunk.</param>
/// <param name="FirstLink">The number of its first chunk in the sensor's chain; the others follow without a hole.</param>
/// <param name="Before">The link before its first chunk.</param>
/// <param name="Chain">The link of its last chunk; those between are computed from the readings.</param>
/// <param name="Heads"><see cref="BlockHeads"/>.</param>
/// <param name="Readings"><see cref="BlockCodec"/>.</param>
internal sealed record BlockRow(
    BlockId Id, (long First, long Last) Seals, long FirstLink, Digest Before, Digest Chain, byte[] Heads, byte[] Readings);
