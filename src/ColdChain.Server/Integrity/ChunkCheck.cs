using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.Integrity;

/// <summary>Opens one sealed chunk and computes its hash anew.</summary>
internal sealed class ChunkCheck(SealedHistory history)
{
    /// <summary>The content and the hash of it; null where the bytes cannot be a chunk of this history, and why.</summary>
    public (KeptDay Day, Digest Hash)? Open(SealedChunk chunk, out Misfit? misfit)
    {
        misfit = null;
        if (chunk.Readings is null || !ChunkCodec.TryDecode(chunk.Id, chunk.Readings, out KeptDay? day) || !IsOfKnownOrigins(day)
            || !ChunkCodec.IsAsEncoded(chunk.Id, chunk.Readings, day))
        {
            misfit = Misfits.Unreadable(NameOf(chunk.Id));
            return null;
        }

        if (!ChunkFigures.Of(day).IsAsWritten(chunk.Id, chunk.Figures))
        {
            misfit = Misfits.OtherFigures(NameOf(chunk.Id));
            return null;
        }

        return (day, CanonicalChunk.Hash(PlaceOf(chunk.Id), day, journal => history.Origins[journal]));
    }

    public ChunkPlace PlaceOf(ChunkId id) => new(history.Sensors.GetValueOrDefault(id.Sensor), history.Calendar, id.Day, id.Part);

    public ChunkName NameOf(ChunkId id) => new(history.Sensors.GetValueOrDefault(id.Sensor).ToString(), DayCalendar.DateOf(id.Day), id.Part);

    /// <summary>Opens a block and holds everything in it against itself.</summary>
    /// <param name="row">As it is in the file.</param>
    /// <param name="misfit">What is wrong with it.</param>
    public BlockOpening? Open(BlockRow row, out Misfit? misfit)
    {
        misfit = null;
        if (!BlockOpening.TryOpen(
                row, PlaceOf, journal => history.Origins.TryGetValue(journal, out ReadingOrigin origin) ? origin : null, out BlockOpening? block)
            || !BlockCodec.Encode(row.Id, block.Chunks, block.Days, row.Readings[0]).AsSpan().SequenceEqual(row.Readings)
            || !BlockHeads.Encode(row.Id, row.Seals.First, block.Chunks, row.Heads[0]).AsSpan().SequenceEqual(row.Heads))
        {
            misfit = Misfits.UnreadableBlock(NameOf(row.Id));
            return null;
        }

        for (int place = 0; place < block.Chunks.Length && misfit is null; place++)
        {
            BoundChunk chunk = block.Chunks[place];
            misfit = ChunkFigures.Of(block.Days[place]) != chunk.Figures ? Misfits.OtherFigures(NameOf(chunk.Id))
                : BlockOpening.CheckOf(block.Hashes[place]) != chunk.Check ? Misfits.Changed(NameOf(chunk.Id))
                : null;
        }

        misfit ??= block.Links[^1] == row.Chain ? null : Misfits.OtherBlock(NameOf(row.Id));
        return misfit is null ? block : null;
    }

    public BlockName NameOf(BlockId id) => new(
        history.Sensors.GetValueOrDefault(id.Sensor).ToString(), DayCalendar.DateOf(id.FirstDay), DayCalendar.DateOf(id.FirstDay + BlockId.DaysOfSpan - 1));

    private bool IsOfKnownOrigins(KeptDay day) => AreKnown(day.Readings.Span) && AreKnown(day.Conflicts.Span);

    private bool AreKnown(ReadOnlySpan<KeptReading> readings)
    {
        int known = int.MinValue;
        foreach (ref readonly KeptReading reading in readings)
        {
            if (reading.Journal != known && !history.Origins.ContainsKey(reading.Journal))
            {
                return false;
            }

            known = reading.Journal;
        }

        return true;
    }
}
