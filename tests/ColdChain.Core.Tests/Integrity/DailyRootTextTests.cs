using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>The text of a root comes back from a package, which anybody may have made.</summary>
public sealed class DailyRootTextTests
{
    private static readonly DailyRoot Root = new(
        17, 20_778, new DayCalendar(new TimeSpan(-3, -30, 0)), Instant.FromUnixMilliseconds(1_795_279_212_345), SomeChunk.Hash,
        [
            new(SensorId.Parse("b/2/top", CultureInfo.InvariantCulture), 1, SomeChunk.Hash),
            new(SensorId.Parse("b/10/top", CultureInfo.InvariantCulture), 12, Digest.Of([])),
        ]);

    [Fact]
    public void A_root_is_read_back_from_its_text()
    {
        Assert.True(DailyRootText.TryRead(Root.ToBytes(), out DailyRoot? read));

        Assert.Equal(Root.Hash(), read.Hash());
        Assert.Equal((Root.Number, Root.Day, Root.Calendar, Root.MadeAt, Root.Previous), (read.Number, read.Day, read.Calendar, read.MadeAt, read.Previous));
        Assert.Equal(Root.Heads.OrderBy(head => head.Link).Reverse(), read.Heads);
    }

    [Fact] // G8: a text that says the same in another way would be another root
    public void Only_the_one_text_of_a_root_is_read()
    {
        byte[] text = Root.ToBytes();
        int read = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte[] changed = [.. text];
            changed[at] ^= 1;
            if (DailyRootText.TryRead(changed, out DailyRoot? other))
            {
                read++;
                Assert.Equal(Digest.Of(changed), other.Hash());
            }
        }

        Assert.True(read > 100, "most digits of hashes may be others");
        Assert.False(DailyRootText.TryRead((byte[])[.. text, (byte)'\n'], out _));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Random random = new(22);
        byte[] text = Root.ToBytes();
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = text[..(round % 4 == 0 ? random.Next(text.Length) : text.Length)];
            for (int change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(round % 2 == 0 ? 256 : 128);
            }

            DailyRootText.TryRead(bytes, out _);
        }
    }
}
