using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>A chunk whose hash was computed by another program; see <see cref="CanonicalChunkTests"/>.</summary>
internal static class SomeChunk
{
    public static readonly ChunkPlace Place = new(Some.Sensor, DayCalendar.China, DayCalendar.DayOf(new DateOnly(2026, 11, 22)), Part: 0);

    public static readonly KeptDay Day = new(
        (KeptReading[])
        [
            new(0, 4_370, 1, 29_921_281, 12),
            new(60_000, -4_430, 1, 29_921_282, 7),
            new(86_399_999, 4_500, 3, 29_922_720, 12),
        ],
        (KeptReading[])[new(60_000, 4_400, 1, 29_921_290, 7)]);

    public static readonly Digest Hash = Parse("439832f8e3b34b9bffe9065772da29794ad213dac1d00220d202e911de695340");

    public static ReadingOrigin OriginOf(int journal) => journal == 12
        ? new(AgentId.Parse("gaochuan", CultureInfo.InvariantCulture), JournalId.Parse("7f0c3a52b1d94e6f8a0b1c2d3e4f5061", CultureInfo.InvariantCulture))
        : new(AgentId.Parse("spare", CultureInfo.InvariantCulture), JournalId.Parse("00000000000000000000000000000001", CultureInfo.InvariantCulture));

    public static Digest Parse(string hexadecimal) =>
        Digest.TryParse(hexadecimal, out Digest digest) ? digest : throw new FormatException(hexadecimal);
}
