using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Influx;

/// <summary>Reads chunks a handful at a time, in the order in which they were sealed or by their days.</summary>
internal sealed class ChunkReader(HistoryFile file, HistoryMemory memory)
{
    /// <summary>Chunks of one handful: some hundred kilobytes unpacked.</summary>
    public const int Together = 64;

    private const string Columns = "SELECT chunk_id, seal_number, readings FROM chunks";

    public List<UnpackedChunk> After(long seal) =>
        Read($"{Columns} WHERE seal_number > ?1 AND ?2 = ?2 ORDER BY seal_number LIMIT {Together}", seal, 0);

    /// <summary>First parts of days whose readings are still here, by day.</summary>
    /// <param name="after">The id of the last chunk of the handful before.</param>
    /// <param name="beforeDay">Days from this one on are left out.</param>
    public List<UnpackedChunk> FirstPartsAfter(long after, int beforeDay) => Read(
        $"{Columns} WHERE chunk_id > ?1 AND chunk_id < ?2 AND (chunk_id & {ChunkId.MostParts - 1}) = 0 AND readings IS NOT NULL "
        + $"ORDER BY chunk_id LIMIT {Together}",
        after,
        new ChunkId(beforeDay, 0, 0).Number);

    /// <summary>All parts of a day but the first.</summary>
    public List<UnpackedChunk> LaterParts(ChunkId first) => Read(
        $"{Columns} WHERE chunk_id > ?1 AND chunk_id < ?2 ORDER BY chunk_id", first.Number, first.Number + ChunkId.MostParts);

    /// <summary>Arrivals from this number on are still kept.</summary>
    public long FirstKeptArrival()
    {
        using SqliteConnection connection = file.OpenToRead();
        return HistorySchema.Scalar(connection, "SELECT number FROM marks WHERE name = 'sealed';");
    }

    private List<UnpackedChunk> Read(string sql, long first, long second)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(connection, sql, 2);
        using SqliteDataReader rows = statement.Rows(first, second);
        List<UnpackedChunk> found = [];
        while (rows.Read())
        {
            ChunkId id = ChunkId.Of(rows.GetInt64(0));
            KeptDay? content = null;
            bool isHere = !rows.IsDBNull(2) && ChunkCodec.TryDecode(id, (byte[])rows[2], out content);
            SensorId sensor = memory.Find(id.Sensor)?.Sensor ?? default;
            found.Add(new UnpackedChunk(id, rows.GetInt64(1), sensor, isHere && !sensor.IsEmpty ? content : null));
        }

        return found;
    }
}
