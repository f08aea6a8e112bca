using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>A sealed chunk that was opened and fits.</summary>
/// <param name="Place">What it is about.</param>
/// <param name="Day">Its content.</param>
/// <param name="Hash">Of its canonical bytes.</param>
/// <param name="Head">Where its sensor's chain stands after it.</param>
internal sealed record CheckedChunk(ChunkPlace Place, KeptDay Day, Digest Hash, ChainHead Head);
