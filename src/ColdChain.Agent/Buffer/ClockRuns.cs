using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Which stretch of a journal was written under which setting of the clock, and what corrects it (table clock_runs).</summary>
/// <remarks>
/// An entry keeps the time that this machine's clock gave it. A run begins at each start and wherever the clock was set;
/// its offset is found once, when the server is heard, and kept: an entry that is sent twice carries one time. A run whose
/// offset nobody found out (the power went before the server was heard) is taken as it is.
/// </remarks>
internal sealed class ClockRuns
{
    /// <summary>Whoever sets one of these speaks of the device's own clock.</summary>
    public const ReadingFlags OwnClock =
        ReadingFlags.DeviceTime | ReadingFlags.Logger | ReadingFlags.DailyLow | ReadingFlags.DailyHigh;

    private readonly List<long> _first = [];
    private readonly List<long?> _offsets = [];

    public static ClockRuns Load(SqliteConnection connection)
    {
        ClockRuns runs = new();
        using SqliteCommand command = Sql.Prepare(connection, "SELECT first_sequence, offset_ms FROM clock_runs ORDER BY first_sequence");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            runs.Set(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1));
        }

        return runs;
    }

    /// <summary>Begins a run, or says what the offset of one is.</summary>
    public void Set(long first, long? offset)
    {
        int place = _first.BinarySearch(first);
        if (place >= 0)
        {
            _offsets[place] = offset;
            return;
        }

        _first.Insert(~place, first);
        _offsets.Insert(~place, offset);
    }

    public JournalEntry Correct(JournalEntry entry)
    {
        long offset = OffsetOf(entry.Sequence);
        return offset == 0 ? entry : entry switch
        {
            JournalEntry.Measured measured => new JournalEntry.Measured(measured.Sequence, Correct(measured.Reading, offset)),
            JournalEntry.Happened { What.Kind: var kind } when WireEventKinds.IsTimedByLogger(kind) => entry,
            JournalEntry.Happened happened => new JournalEntry.Happened(happened.What with { At = happened.What.At + offset }),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A time of the device's own is not of this machine's clock and stays.</summary>
    public static Reading Correct(Reading reading, long offset) =>
        offset == 0 || (reading.Flags & OwnClock) != 0 ? reading : reading with
        {
            MeasuredAt = Instant.FromUnixMilliseconds(reading.MeasuredAt.UnixMilliseconds + offset),
            Flags = reading.Flags | ReadingFlags.ClockSuspect,
        };

    private long OffsetOf(long sequence)
    {
        int place = _first.BinarySearch(sequence);
        place = place >= 0 ? place : ~place - 1;
        return place < 0 ? 0 : _offsets[place] ?? 0;
    }
}
