using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>A chunk as it is in the file, its readings unpacked.</summary>
/// <param name="Id">Day, sensor, part.</param>
/// <param name="Seal">Its place among the chunks of all sensors.</param>
/// <param name="Sensor">By its id.</param>
/// <param name="Content">Null when the readings are away, or cannot be read.</param>
internal sealed record UnpackedChunk(ChunkId Id, long Seal, SensorId Sensor, KeptDay? Content);
