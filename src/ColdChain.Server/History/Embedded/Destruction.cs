using System.Security.Cryptography;
using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Destroys the readings of chunks at the end of their time, under a signed record that keeps the hash of each (G3).</summary>
/// <remarks>
/// In the place of the readings stands one zero byte, which is no chunk. Figures, chain and roots stay as they were: the chain
/// of a sensor is still followed over the hashes that are kept here.
/// </remarks>
internal sealed class Destruction(HistoryWriter writer, SigningKeyFile keyFile)
{
    /// <summary>The readings of a chunk that was destroyed.</summary>
    public static ReadOnlySpan<byte> Marker => [0];

    /// <summary>In one transaction, then the pages that are free now are given back and the log is begun anew.</summary>
    /// <param name="chunks">Sealed, and not destroyed yet.</param>
    /// <param name="text">Who and why; its number is given here.</param>
    /// <param name="cancellationToken">Nothing was destroyed then.</param>
    /// <returns>The record's number, and how many readings went.</returns>
    public Task<(long Number, long Readings)> DestroyAsync(
        IReadOnlyCollection<ChunkId> chunks, DestructionText text, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Destroy(session, [.. chunks.OrderBy(chunk => chunk.Number)], text), cancellationToken);

    /// <summary>
    /// The sealed days up to that one whose readings are in the file (what went to another home is not destroyed from here); not
    /// those of which a request is there too, since at the next start its readings would be there again.
    /// </summary>
    public static IReadOnlyList<ChunkId> Standing(WriteSession session, int throughDay)
    {
        HashSet<(int Sensor, int Day)> inRequests = DaysOfRequests(session);
        using SqliteDataReader rows = session.Prepared(
            "SELECT chunk_id FROM chunks WHERE chunk_id < ?1 AND readings IS NOT NULL AND readings <> x'00' ORDER BY chunk_id", 1)
            .Rows(new ChunkId(throughDay + 1, 0, 0).Number);
        List<ChunkId> standing = [];
        while (rows.Read())
        {
            ChunkId id = ChunkId.Of(rows.GetInt64(0));
            if (!inRequests.Contains((id.Sensor, id.Day)))
            {
                standing.Add(id);
            }
        }

        standing.AddRange(BlockRows.ChunksBefore(session, new BlockId(BlockId.SpanOf(throughDay) + 1, 0, 0).Key)
            .Where(id => id.Day <= throughDay && !inRequests.Contains((id.Sensor, id.Day))));
        return standing;
    }

    private (long Number, long Readings) Destroy(WriteSession session, ChunkId[] chunks, DestructionText text)
    {
        Unbinding.Apply(session, chunks);
        long number = session.Prepared("SELECT coalesce(max(destruction_number), 0) + 1 FROM destructions", 0).Number();
        List<(ChunkPlace Place, Digest Hash)> gone = new(chunks.Length);
        long readings = 0;
        foreach (ChunkId id in chunks)
        {
            ChunkPlace place = new(session.Memory.Find(id.Sensor)!.Sensor, session.Memory.Calendar, id.Day, id.Part);
            KeptDay day = ContentOf(session, id);
            Digest hash = CanonicalChunk.Hash(place, day, journal => session.Memory.Journals[journal]);
            gone.Add((place, hash));
            readings += day.Readings.Length + day.Conflicts.Length;
            session.Prepared("INSERT INTO destroyed_chunks VALUES (?1, ?2, ?3)", 3).Run(id.Number, number, hash.ToArray());
            session.Prepared("UPDATE chunks SET readings = ?2 WHERE chunk_id = ?1", 2).Run(id.Number, Marker.ToArray());
            session.ForgetSealed(id.Sensor, id.Day);
        }

        using ECDsa key = keyFile.Open();
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        string keyId = RootSignature.KeyId(publicKey);
        session.Prepared("INSERT INTO root_keys VALUES (?1, ?2) ON CONFLICT DO NOTHING", 2).Run(keyId, publicKey);
        session.Prepared("INSERT INTO destructions VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6).Run(
            number,
            text.At.UnixMilliseconds,
            text.DecidedBy,
            text.Reason,
            keyId,
            RootSignature.Sign(key, (text with { Number = number }).Hash(gone)));
        return (number, readings);
    }

    private static HashSet<(int Sensor, int Day)> DaysOfRequests(WriteSession session)
    {
        HashSet<(int Sensor, int Day)> days = [];
        using SqliteDataReader rows = session.Prepared("SELECT readings FROM arrivals", 0).Rows();
        while (rows.Read())
        {
            ArrivalBlob.TryRead(rows[0] as byte[], (sensor, readings) =>
            {
                foreach (ref readonly WireReading reading in readings.Span)
                {
                    days.Add((sensor, session.Memory.Calendar.DayOf(reading.MeasuredAt)));
                }
            });
        }

        return days;
    }

    /// <exception cref="InvalidDataException">What cannot be read cannot be destroyed: its hash would be lost with it.</exception>
    private static KeptDay ContentOf(WriteSession session, ChunkId id)
    {
        using SqliteDataReader row = session.Prepared("SELECT readings FROM chunks WHERE chunk_id = ?1", 1).Rows(id.Number);
        return row.Read() && !row.IsDBNull(0) && ChunkCodec.TryDecode(id, (byte[])row[0], out KeptDay? day)
            && BlockOpening.IsOfKnown(day, session.Memory.OriginOf)
            ? day
            : throw new InvalidDataException(
                $"The readings of chunk {id.Number} cannot be read, so they are not destroyed; run 'coldchain-server verify'.");
    }
}
