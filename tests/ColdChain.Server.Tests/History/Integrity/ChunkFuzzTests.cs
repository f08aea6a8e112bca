using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Tests.History.Integrity;

/// <summary>100 000 byte strings, made up and changed from real chunks, are a day or no day; none throws or asks for much.</summary>
public sealed class ChunkFuzzTests
{
    private const int Rounds = 100_000;
    private const int Seed = 20_261_122;
    private static readonly ChunkId Id = new(20_575, 7, 0);

    [Fact]
    public void No_bytes_make_the_reading_of_a_chunk_throw_or_take_much_memory()
    {
        Random random = new(Seed);
        byte[][] chunks = [.. Enumerable.Range(0, 12).Select(
            index => ChunkCodec.Encode(Id, new KeptDay(SomeDays.Fridge(new Random(index)).Take(20 + (index * 7)).ToArray(), default)))];
        (int days, int refused) = (0, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = round % 3 == 0 ? MadeUp(random) : Changed(random, chunks[random.Next(chunks.Length)]);
            if (round % 4 != 0)
            {
                // The sum would keep nearly all of it from the decoder, which is what is tried here.
                CheckedBytes.WriteSum(bytes, Id.Number);
            }

            if (ChunkCodec.TryDecode(Id, bytes, out KeptDay? day))
            {
                days++;
                Assert.True(day.Readings.Length + day.Conflicts.Length <= bytes.Length * 2 * 1_024);
            }
            else
            {
                refused++;
            }
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Assert.True(days > 100 && refused > Rounds / 2, $"{days} days, {refused} refused");
        Assert.True(each < 1_000_000, $"{each} bytes allocated a round");
    }

    private static byte[] MadeUp(Random random)
    {
        byte[] bytes = new byte[random.Next(random.Next(50) == 0 ? 200 : 16)];
        random.NextBytes(bytes);
        if (bytes.Length > 0)
        {
            bytes[0] = 1;
        }

        return bytes;
    }

    private static byte[] Changed(Random random, byte[] chunk)
    {
        byte[] bytes = chunk[..(random.Next(4) == 0 ? random.Next(chunk.Length) : chunk.Length)];
        for (int change = random.Next(1, 4); change > 0 && bytes.Length > 1; change--)
        {
            int at = random.Next(1, bytes.Length);
            bytes[at] = (byte)(random.Next(2) == 0 ? bytes[at] ^ (1 << random.Next(8)) : random.Next(256));
        }

        return bytes;
    }
}
