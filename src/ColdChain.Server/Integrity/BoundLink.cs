using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>What was computed of a chunk that is in a block.</summary>
/// <param name="Hash">Of its canonical bytes.</param>
/// <param name="Chain">Its sensor's chain after it.</param>
/// <param name="Readings">How many it has.</param>
/// <param name="Conflicts">How many further values.</param>
internal sealed record BoundLink(Digest Hash, Digest Chain, int Readings, int Conflicts);
