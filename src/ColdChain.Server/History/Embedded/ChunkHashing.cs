using System.Security.Cryptography;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Placeholder until the canonical bytes are there.</summary>
internal static class ChunkHashing
{
    public static byte[] HashOf(HistoryMemory memory, SensorId sensor, ChunkId id, KeptDay day) => SHA256.HashData(ChunkCodec.Encode(day));

    public static byte[] ChainOf(ReadOnlySpan<byte> before, int link, ReadOnlySpan<byte> hash) => SHA256.HashData([.. before, .. hash]);
}
