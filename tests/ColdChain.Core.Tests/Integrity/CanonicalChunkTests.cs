using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>What a chunk's hash is made of, bit by bit.</summary>
/// <remarks>
/// The expected hashes come from Python:
/// <code>
/// import hashlib, struct
/// def t(s): return struct.pack('>H', len(s)) + s.encode()
/// def r(*a): return struct.pack('>iiHii', *a)
/// c = b'CCD1' + struct.pack('>hiI', 480, 20779, 0) + t('gaochuan/fridge-1/top') + struct.pack('>I', 2)
/// c += t('gaochuan') + t('7f0c3a52b1d94e6f8a0b1c2d3e4f5061') + t('spare') + t('00000000000000000000000000000001')
/// c += struct.pack('>I', 3) + r(0, 4370, 1, 29921281, 0) + r(60000, -4430, 1, 29921282, 1)
/// c += r(86399999, 4500, 3, 29922720, 0) + struct.pack('>I', 1) + r(60000, 4400, 1, 29921290, 1)
/// print(hashlib.sha256(c).hexdigest())
/// e = b'CCD1' + struct.pack('>hiI', 480, 20779, 1) + t('gaochuan/fridge-1/top') + struct.pack('>III', 0, 0, 0)
/// print(hashlib.sha256(e).hexdigest())
/// </code>
/// </remarks>
public sealed class CanonicalChunkTests
{
    [Fact] // G8
    public void The_hash_of_a_chunk_is_what_another_program_computes() =>
        Assert.Equal(SomeChunk.Hash, CanonicalChunk.Hash(SomeChunk.Place, SomeChunk.Day, SomeChunk.OriginOf));

    [Fact]
    public void A_chunk_without_readings_has_a_hash() => Assert.Equal(
        "aacdb624922f5e6c66c1cd1251679dd2c3b1cc6bc014dd3d237b5e8bb68aa97e",
        CanonicalChunk.Hash(SomeChunk.Place with { Part = 1 }, KeptDay.Empty, SomeChunk.OriginOf).ToString());

    [Fact]
    public void The_numbers_that_a_database_gave_to_its_journals_change_nothing()
    {
        KeptReading[] renumbered = [.. SomeChunk.Day.Readings.ToArray().Select(reading => reading with { Journal = -reading.Journal })];
        KeptReading[] conflicts = [.. SomeChunk.Day.Conflicts.ToArray().Select(reading => reading with { Journal = -reading.Journal })];

        Assert.Equal(SomeChunk.Hash, CanonicalChunk.Hash(
            SomeChunk.Place, new KeptDay(renumbered, conflicts), journal => SomeChunk.OriginOf(-journal)));
    }

    [Fact] // G8
    public void Whatever_is_changed_changes_the_hash()
    {
        HashSet<Digest> seen = [SomeChunk.Hash];
        KeptReading last = SomeChunk.Day.Readings.Span[2];
        KeptReading[] changed =
        [
            last with { Offset = last.Offset - 1 }, last with { MilliCelsius = last.MilliCelsius + 1 }, last with { Flags = 2 },
            last with { StoredMinute = last.StoredMinute + 1 }, last with { Journal = 7 },
        ];
        foreach (KeptReading other in changed)
        {
            KeptReading[] readings = [.. SomeChunk.Day.Readings.Span[..2], other];
            Assert.True(seen.Add(Hash(SomeChunk.Place, SomeChunk.Day with { Readings = readings })), other.ToString());
        }

        ChunkPlace place = SomeChunk.Place;
        Assert.True(seen.Add(Hash(place with { Sensor = SensorId.Parse("gaochuan/fridge-2/top", CultureInfo.InvariantCulture) }, SomeChunk.Day)));
        Assert.True(seen.Add(Hash(place with { Calendar = new DayCalendar(TimeSpan.FromHours(7)) }, SomeChunk.Day)));
        Assert.True(seen.Add(Hash(place with { Day = place.Day + 1 }, SomeChunk.Day)));
        Assert.True(seen.Add(Hash(place with { Part = 1 }, SomeChunk.Day)));
        Assert.True(seen.Add(Hash(place, SomeChunk.Day with { Conflicts = default })));
        Assert.True(seen.Add(Hash(place, new KeptDay(SomeChunk.Day.Conflicts, SomeChunk.Day.Readings))));
    }

    [Fact]
    public void Whoever_brought_a_reading_is_part_of_the_hash() => Assert.NotEqual(
        SomeChunk.Hash, CanonicalChunk.Hash(SomeChunk.Place, SomeChunk.Day, journal => SomeChunk.OriginOf(journal == 12 ? 7 : 12)));

    private static Digest Hash(ChunkPlace place, KeptDay day) => CanonicalChunk.Hash(place, day, SomeChunk.OriginOf);
}
