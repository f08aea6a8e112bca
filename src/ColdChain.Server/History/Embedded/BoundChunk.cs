namespace ColdChain.Server.History.Embedded;

/// <summary>What a block says of one of its chunks without its readings being opened.</summary>
/// <param name="Id">Day, sensor, part.</param>
/// <param name="Seal">Its place among the chunks of all sensors.</param>
/// <param name="Figures">What overviews need.</param>
/// <param name="Check">The first two bytes of its hash: by them the day that was changed is told from its neighbours.</param>
internal readonly record struct BoundChunk(ChunkId Id, long Seal, ChunkFigures Figures, ushort Check);
