using ColdChain.Core.Integrity;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>A SHA-256 is 32 bytes; what is no such thing reads as the default, which no record hashes to.</summary>
internal sealed class DigestConverter() : ValueConverter<Digest, byte[]>(
    digest => digest.ToArray(),
    bytes => Read(bytes))
{
    private static Digest Read(byte[] bytes) => Digest.TryRead(bytes, out Digest digest) ? digest : default;
}
