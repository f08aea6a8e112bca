using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>Reads the canonical bytes of a chunk (<see cref="CanonicalChunk"/>), which may have come from anywhere.</summary>
public sealed class CanonicalChunkReader
{
    private const int MostOrigins = 65_536;

    private readonly List<ReadingOrigin> _origins = [];

    private CanonicalChunkReader()
    {
    }

    public ChunkPlace Place { get; private set; }

    /// <summary>The readings; the journal of each is a place in <see cref="Origins"/>.</summary>
    public KeptDay Day { get; private set; } = KeptDay.Empty;

    public IReadOnlyList<ReadingOrigin> Origins => _origins;

    /// <returns>False where these are not exactly the bytes that <see cref="CanonicalChunk.ToBytes"/> gives for some chunk.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CanonicalChunkReader? chunk)
    {
        CanonicalChunkReader reader = new();
        ReadOnlySpan<byte> rest = bytes;
        bool isRead = reader.TryReadHead(ref rest)
            && TryReadReadings(ref rest, reader._origins.Count, out KeptReading[]? readings)
            && TryReadReadings(ref rest, reader._origins.Count, out KeptReading[]? conflicts)
            && rest.IsEmpty
            && reader.Keep(readings, conflicts)
            && bytes.SequenceEqual(CanonicalChunk.ToBytes(reader.Place, reader.Day, journal => reader._origins[journal]));
        chunk = isRead ? reader : null;
        return isRead;
    }

    private bool Keep(KeptReading[] readings, KeptReading[] conflicts)
    {
        Day = new KeptDay(readings, conflicts);
        return true;
    }

    private bool TryReadHead(ref ReadOnlySpan<byte> rest)
    {
        const int FixedLength = 14;
        if (rest.Length < FixedLength || BinaryPrimitives.ReadUInt32BigEndian(rest) != CanonicalChunk.Form)
        {
            return false;
        }

        short minutes = BinaryPrimitives.ReadInt16BigEndian(rest[4..]);
        int day = BinaryPrimitives.ReadInt32BigEndian(rest[6..]);
        int part = BinaryPrimitives.ReadInt32BigEndian(rest[10..]);
        rest = rest[FixedLength..];
        if (minutes is < -14 * 60 or > 14 * 60 || part < 0
            || !TryReadText(ref rest, out string? sensor) || !SensorId.TryParse(sensor, null, out SensorId id)
            || !TryReadCount(ref rest, MostOrigins, out int origins))
        {
            return false;
        }

        for (int origin = 0; origin < origins; origin++)
        {
            if (!TryReadText(ref rest, out string? agent) || !AgentId.TryParse(agent, null, out AgentId agentId)
                || !TryReadText(ref rest, out string? journal) || !JournalId.TryParse(journal, null, out JournalId journalId))
            {
                return false;
            }

            _origins.Add(new ReadingOrigin(agentId, journalId));
        }

        Place = new ChunkPlace(id, new DayCalendar(TimeSpan.FromMinutes(minutes)), day, part);
        return true;
    }

    private static bool TryReadReadings(ref ReadOnlySpan<byte> rest, int origins, [NotNullWhen(true)] out KeptReading[]? readings)
    {
        readings = null;
        if (!TryReadCount(ref rest, (rest.Length - 4) / CanonicalChunk.ReadingLength, out int count))
        {
            return false;
        }

        readings = new KeptReading[count];
        for (int index = 0; index < count; index++)
        {
            int origin = BinaryPrimitives.ReadInt32BigEndian(rest[14..]);
            if (origin < 0 || origin >= origins)
            {
                return false;
            }

            readings[index] = new KeptReading(
                BinaryPrimitives.ReadInt32BigEndian(rest),
                BinaryPrimitives.ReadInt32BigEndian(rest[4..]),
                BinaryPrimitives.ReadUInt16BigEndian(rest[8..]),
                BinaryPrimitives.ReadInt32BigEndian(rest[10..]),
                origin);
            rest = rest[CanonicalChunk.ReadingLength..];
        }

        return true;
    }

    private static bool TryReadCount(ref ReadOnlySpan<byte> rest, int most, out int count)
    {
        count = rest.Length < 4 ? -1 : BinaryPrimitives.ReadInt32BigEndian(rest);
        rest = rest.Length < 4 ? rest : rest[4..];
        return count >= 0 && count <= most;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> rest, [NotNullWhen(true)] out string? text)
    {
        int length = rest.Length < 2 ? -1 : BinaryPrimitives.ReadInt16BigEndian(rest);
        bool fits = length >= 0 && length <= rest.Length - 2;
        text = fits ? Encoding.UTF8.GetString(rest.Slice(2, length)) : null;
        rest = fits ? rest[(2 + length)..] : rest;
        return fits;
    }
}
