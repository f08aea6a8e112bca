using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Seals finished days of sensors into chunks, and clears away the arrivals that nobody needs any more.</summary>
/// <remarks>
/// <code>
/// open day, ended and quiet --> encode, hash (beside the writer) --> one transaction: chunk, head, marks --> out of memory
/// </code>
/// A day that got a further reading while it was encoded is left for the next time. A crash before the commit leaves the day
/// open: its arrivals are still there.
/// </remarks>
internal sealed class HistorySealer(HistoryWriter writer)
{
    /// <summary>After the end of a day live readings of it still come for a while; an addendum costs more than waiting [P].</summary>
    public static readonly TimeSpan AfterEnd = TimeSpan.FromHours(1);

    /// <summary>While readings of a day long past keep coming, there is more of it to come [P].</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    /// <summary>Chunks of one transaction: some milliseconds for whoever waits behind it.</summary>
    private const int ChunksTogether = 256;

    /// <summary>Rows of arrivals that one transaction clears away.</summary>
    private const int RowsTogether = 512;

    /// <summary>Pages that one transaction gives back: 4 MB.</summary>
    private const int PagesTogether = 4_096;

    /// <summary>So many free pages are kept, and one in a hundred of all.</summary>
    private const int FreePages = 16;

    private readonly HistoryMemory _memory = writer.Memory;

    /// <summary>
    /// Readings of ended days beyond which quiet is not waited for: at first where the sensor has gone on to a later day (6 to 15 MB, as
    /// open days are packed), then anywhere. Sealed while it still comes in, a day is sealed in parts, each read again for the next.
    /// </summary>
    public (long WhereGoneOn, long Anywhere) MostWaiting { get; init; } = (3_000_000, 6_000_000);

    /// <summary>Seals what is due; says how many chunks were made.</summary>
    public async Task<int> SealDueAsync(Instant now, CancellationToken cancellationToken)
    {
        int made = 0;
        foreach (ChunkDraft[] together in Due(now).Chunk(ChunksTogether).Select(Encoded))
        {
            made += await writer.WriteAsync(session => together.Count(draft => draft.Seal(session)), cancellationToken);
        }

        while (await writer.WriteAsync(ClearAway, cancellationToken) == RowsTogether)
        {
            // Another handful; who waits for the disk comes in between.
        }

        while (await writer.WriteAsync(GiveBack, cancellationToken))
        {
            // Likewise.
        }

        return made;
    }

    /// <summary>By day and then by sensor: the order of the chunks, so that the file grows at its end.</summary>
    private IEnumerable<(SensorTimeline Timeline, OpenDay Day)> Due(Instant now)
    {
        List<(SensorTimeline Timeline, OpenDay Day)> ended =
        [
            .. _memory.Timelines.SelectMany(timeline => timeline.Open.Select(day => (timeline, day)))
                .Where(open => open.day.Part < ChunkId.MostParts && now >= _memory.Calendar.During(open.day.Day).End!.Value + AfterEnd),
        ];
        long waiting = ended.Sum(open => (long)open.Day.CountWithConflicts);
        long quietSince = (now - Quiet).UnixMilliseconds;
        return ended
            .Where(open => open.Day.LastArrivedAt <= quietSince || waiting > MostWaiting.Anywhere
                || (waiting > MostWaiting.WhereGoneOn && open.Timeline.Open.Any(later => later.Day > open.Day.Day)))
            .OrderBy(open => open.Day.Day).ThenBy(open => open.Timeline.Number);
    }

    private ChunkDraft[] Encoded((SensorTimeline Timeline, OpenDay Day)[] open) =>
        [.. open.Select(one => ChunkDraft.Of(one.Timeline, one.Day, _memory))];

    private int ClearAway(WriteSession session)
    {
        long judged = session.Prepared("SELECT number FROM marks WHERE name = 'judged'", 0).Number();
        long needed = Math.Min(
            judged + 1, _memory.Timelines.SelectMany(timeline => timeline.Open).Select(day => day.FirstArrival).Append(_memory.NewestArrival.Number + 1).Min());
        long kept = session.Prepared("SELECT number FROM marks WHERE name = 'sealed'", 0).Number();
        long until = Math.Min(needed, kept + RowsTogether);
        if (until <= kept)
        {
            return 0;
        }

        session.Prepared(
            """
            UPDATE marks SET number = ?1, sha256 = coalesce(
                (SELECT chain_sha256 FROM arrivals WHERE arrival_number < ?1 ORDER BY arrival_number DESC LIMIT 1), sha256)
            WHERE name = 'sealed'
            """,
            1).Run(until);
        session.Prepared(
            "DELETE FROM arrivals WHERE arrival_number < (SELECT number FROM marks WHERE name = 'sealed')", 0).Run();
        return (int)(until - kept);
    }

    /// <summary>Gives pages that are free back to the disk, beyond a small rest that the next requests will use; true when there are more.</summary>
    private static bool GiveBack(WriteSession session)
    {
        long pages = session.Prepared("PRAGMA page_count", 0).Number();
        long free = session.Prepared("PRAGMA freelist_count", 0).Number();
        if (free <= FreePages + (pages / 100))
        {
            return false;
        }

        using SqliteDataReader steps = session.Prepared($"PRAGMA incremental_vacuum({PagesTogether})", 0).Rows();
        while (steps.Read())
        {
            // Each step gives one page back.
        }

        return free > PagesTogether;
    }
}
