using System.Buffers;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>A day of a sensor as it will be sealed, made beside the writer; sealed only if the day is still the same then.</summary>
internal sealed class ChunkDraft
{
    private readonly SensorTimeline _timeline;
    private readonly OpenDay _day;
    private readonly byte[] _readings;
    private readonly byte[] _figures;
    private readonly Digest _hash;

    private ChunkDraft(SensorTimeline timeline, OpenDay day, KeptDay content, Digest hash)
    {
        (_timeline, _day, _hash) = (timeline, day, hash);
        ChunkId id = new(day.Day, timeline.Number, day.Part);
        _readings = ChunkCodec.Encode(id, content);
        _figures = ChunkFigures.Of(content).ToBytes(id);
    }

    public static ChunkDraft Of(SensorTimeline timeline, OpenDay day, HistoryMemory memory)
    {
        KeptReading[] room = ArrayPool<KeptReading>.Shared.Rent(day.Count);
        KeptDay content = day.ContentIn(room);
        ChunkPlace place = new(timeline.Sensor, memory.Calendar, day.Day, day.Part);
        ChunkDraft draft = new(timeline, day, content, CanonicalChunk.Hash(place, content, journal => memory.Journals[journal]));
        ArrayPool<KeptReading>.Shared.Return(room);
        return draft;
    }

    /// <summary>False when the day has got a further reading meanwhile.</summary>
    public bool Seal(WriteSession session)
    {
        if (session.DayOf(_timeline.Number, _day.Day, 0) != _day)
        {
            return false;
        }

        SensorHead before = session.HeadOf(_timeline.Number);
        long seal = (session.Staged.NewestSeal ?? session.Memory.NewestSeal) + 1;
        SensorHead head = new(
            before.Link + 1,
            ChainLink.Next(before.Chain, before.Link + 1, _hash),
            seal,
            Math.Min(before.FirstDay, _day.Day),
            Math.Max(before.LastDay, _day.Day))
        {
            Bound = before.Bound,
        };
        session.Prepared(
            "INSERT INTO chunks (chunk_id, seal_number, figures, chain_sha256, readings) VALUES (?1, ?2, ?3, ?4, ?5)", 5)
            .Run(new ChunkId(_day.Day, _timeline.Number, _day.Part).Number, seal, _figures, head.Chain.ToArray(), _readings);
        session.Prepared(
            """
            INSERT INTO sensor_heads (sensor_number, link, chain_sha256, seal_number, first_day, last_day)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET link = ?2, chain_sha256 = ?3, seal_number = ?4, first_day = ?5, last_day = ?6
            """,
            6).Run(_timeline.Number, head.Link, head.Chain.ToArray(), seal, head.FirstDay, head.LastDay);
        session.Staged.Set(_timeline.Number, head);
        session.Staged.Set(_timeline.Number, _day.Day, null);
        session.Staged.Sealed(seal);
        session.ForgetSealed(_timeline.Number, _day.Day);
        return true;
    }
}
