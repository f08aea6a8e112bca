namespace ColdChain.Server.History.Embedded;

/// <summary>The few things that are written about days whose readings go elsewhere.</summary>
internal static class AwayWriting
{
    /// <summary>The mark that says that this history has another home, and through which chunk that has everything.</summary>
    public const string Mark = "mirrored";

    /// <summary>
    /// Once, before anything goes away: from then on the readings of a chunk may be taken out of the file. What is bound into blocks gets
    /// rows of its own again before (<see cref="Unbinding.ApplySome"/>, in steps), and nothing is bound any more.
    /// </summary>
    public static long Begin(WriteSession session)
    {
        while (Unbinding.ApplySome(session) > 0)
        {
            // What was bound since the last step.
        }

        session.Prepared($"INSERT INTO marks (name, number) VALUES ('{Mark}', 0) ON CONFLICT DO NOTHING", 0).Run();
        session.Prepared("CREATE UNIQUE INDEX IF NOT EXISTS chunks_by_seal ON chunks (seal_number)", 0).Run();
        return session.Prepared($"SELECT number FROM marks WHERE name = '{Mark}'", 0).Number();
    }

    public static int Mirrored(WriteSession session, long sealNumber) =>
        session.Prepared($"UPDATE marks SET number = ?1 WHERE name = '{Mark}' AND number < ?1", 1).Run(sealNumber);

    /// <summary>Takes the readings of a chunk out of the file, unless something of that day has come meanwhile.</summary>
    public static int SendAway(WriteSession session, ChunkId id) =>
        session.Staged.Days.ContainsKey((id.Sensor, id.Day)) || session.Memory.Find(id.Sensor)?.OpenOn(id.Day) is not null
            ? 0
            : session.Prepared("UPDATE chunks SET readings = NULL WHERE chunk_id = ?1 AND readings IS NOT NULL", 1).Run(id.Number);

    public static int BringHome(WriteSession session, ChunkId id, byte[] readings) =>
        session.Prepared("UPDATE chunks SET readings = ?2 WHERE chunk_id = ?1 AND readings IS NULL", 2).Run(id.Number, readings);
}
