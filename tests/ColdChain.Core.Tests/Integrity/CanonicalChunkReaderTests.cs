using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>Canonical bytes come back from an exported package, which anybody may have made.</summary>
public sealed class CanonicalChunkReaderTests
{
    private const int Rounds = 100_000;

    private static readonly byte[] Bytes = CanonicalChunk.ToBytes(SomeChunk.Place, SomeChunk.Day, SomeChunk.OriginOf);

    [Fact]
    public void A_chunk_is_read_back_from_its_canonical_bytes()
    {
        Assert.Equal(SomeChunk.Hash, Digest.Of(Bytes));
        Assert.True(CanonicalChunkReader.TryRead(Bytes, out CanonicalChunkReader? read));

        Assert.Equal(SomeChunk.Place, read.Place);
        Assert.Equal([SomeChunk.OriginOf(12), SomeChunk.OriginOf(7)], read.Origins);
        Assert.Equal(SomeChunk.Day.Readings.ToArray(), read.Day.Readings.ToArray().Select(Renumbered));
        Assert.Equal(SomeChunk.Day.Conflicts.ToArray(), read.Day.Conflicts.ToArray().Select(Renumbered));
    }

    [Fact]
    public void Cut_or_lengthened_bytes_are_no_chunk()
    {
        for (int length = 0; length < Bytes.Length; length++)
        {
            Assert.False(CanonicalChunkReader.TryRead(Bytes.AsSpan(0, length), out _));
        }

        Assert.False(CanonicalChunkReader.TryRead((byte[])[.. Bytes, 0], out _));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Random random = new(22);
        int read = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = round % 4 == 0 ? new byte[random.Next(120)] : [.. Bytes];
            random.NextBytes(bytes.AsSpan(0, round % 4 == 0 ? bytes.Length : 0));
            for (int change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            read += CanonicalChunkReader.TryRead(bytes, out _) ? 1 : 0;
        }

        Assert.InRange(read, Rounds / 20, Rounds);
    }

    private static KeptReading Renumbered(KeptReading reading) => reading with { Journal = reading.Journal == 0 ? 12 : 7 };
}
