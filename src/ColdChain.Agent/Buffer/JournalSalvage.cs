using System.Globalization;
using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Reads what can still be read of a damaged journal into a new one, around the damage and through it.</summary>
/// <remarks>
/// <code>
/// 1 2 3 4 5 6 [damaged page] 11 12 13 14 15 [damaged page] 19 20 [damaged log]
/// -------->   probe: 7? 8? 10? 14!
///                         &lt;----------- back from there
///             7 . . 10    what the bytes of file and log still hold of the gap (RawEntries)
///                                     --> and on
/// </code>
/// Nothing is repaired and nothing guessed: a row is taken whole and with its check sum, or not at all. What is missing
/// is told as ranges. Entries that the server had already are recognised there by sensor and time. The damaged file and
/// its log stay as they are.
/// </remarks>
internal sealed class JournalSalvage : IDisposable
{
    /// <summary>So many entries go into the new journal in one transaction.</summary>
    private const int Group = 1000;

    /// <summary>For each the whole file is read; a file with more holes is not worth it.</summary>
    private const int MostGapsSearched = 20;

    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE: the log is evidence and is not folded into the file.</summary>
    private const int LeaveTheLog = 1006;

    private readonly JournalFile _into;
    private readonly string _damaged;
    private readonly SqliteConnection _connection;
    private readonly SalvageReport _report = new();
    private string _columns = JournalRow.Columns + ", NULL";
    private ClockRuns _runs = new();
    private long _checkedFrom = long.MaxValue;
    private SalvageProgress _progress;
    private long _last;
    private Instant? _lastTime;
    private int _searched;

    private JournalSalvage(string damaged, JournalFile into)
    {
        _into = into;
        _damaged = damaged;
        _progress = into.SalvageOf(Path.GetFileName(damaged));
        _last = _progress.Through;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = damaged,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
    }

    /// <returns>For people: what was carried over, and what could not be read.</returns>
    /// <exception cref="SqliteException">The new journal cannot be written; what was carried over so far stays.</exception>
    public static string Carry(string damaged, JournalFile into)
    {
        using JournalSalvage salvage = new(damaged, into);
        if (!salvage._progress.IsDone)
        {
            salvage.Run();
        }

        return salvage._report.Say(Path.GetFileName(JournalDamage.Finished(damaged)), salvage._progress.Carried);
    }

    public void Dispose() => _connection.Dispose();

    private void Run()
    {
        Prepare();
        long end = Ask("SELECT coalesce(max(sequence), 0) FROM entries") ?? long.MaxValue;
        while (!Forward())
        {
            long damage = _last;
            Instant? before = _lastTime;
            long? behind = Probe(damage, end);
            List<JournalEntry> back = behind is { } from ? Backward(damage, from) : [];
            long last = back.Count > 0 ? back[0].Sequence - 1 : behind ?? long.MaxValue;
            Fill(new SequenceRange(damage + 1, last), (before, back.Count > 0 ? TimeOf(back[0]) : null));
            Adopt(back, behind ?? damage);
            if (behind is null)
            {
                break;
            }
        }

        if (JournalLog.IsBroken(_damaged))
        {
            Fill(new SequenceRange(_last + 1, long.MaxValue), (_lastTime, null));
        }

        _progress = _progress with { IsDone = true };
        _into.Adopt([], _progress);
    }

    /// <summary>What tells the form of the file; where that is damaged, the oldest form and no correction of times.</summary>
    private void Prepare()
    {
        try
        {
            _connection.Open();
            SQLitePCL.raw.sqlite3_db_config(_connection.Handle!, LeaveTheLog, 1, out _);
            if (Sql.ReadLong(_connection, "SELECT count(*) FROM pragma_table_info('entries') WHERE name = 'crc'") > 0)
            {
                _columns = JournalRow.Columns + ", crc";
                _checkedFrom = 1;
                _checkedFrom = JournalFile.ReadCheckedFrom(_connection);
                _runs = ClockRuns.Load(_connection);
            }
        }
        catch (SqliteException)
        {
            // Told by what cannot be read below.
        }
    }

    private long? Ask(string question)
    {
        try
        {
            return Sql.ReadLong(_connection, question);
        }
        catch (Exception damage) when (damage is SqliteException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Looks behind the damage in steps that double; the rows that this jumps over are read backwards.</summary>
    private long? Probe(long damage, long end)
    {
        for (long step = 1; step <= end - damage && step < long.MaxValue / 4; step *= 2)
        {
            if (Ask(string.Create(CultureInfo.InvariantCulture, $"SELECT coalesce((SELECT sequence FROM entries WHERE sequence >= {damage + step} ORDER BY sequence LIMIT 1), 0)")) is { } found and > 0)
            {
                return found;
            }
        }

        return null;
    }

    /// <returns>True when the end was reached; false at a page that cannot be read.</returns>
    private bool Forward()
    {
        List<JournalEntry> group = [];
        SqliteDataReader? row = null;
        bool isWhole;
        while (TryNext("WHERE sequence > $from AND sequence < $to ORDER BY sequence", (_last, long.MaxValue), ref row, out isWhole) is { } sequence)
        {
            if (TryRead(row!) is not { } entry)
            {
                // Its sequence may be what was damaged: it is told, and nothing is concluded from it.
                _report.Gap(new SequenceRange(sequence, sequence), [], (_lastTime, null));
            }
            else if (sequence > _last)
            {
                group.Add(entry);
                _lastTime = TimeOf(entry) ?? _lastTime;
                _last = sequence;
            }

            if (group.Count == Group)
            {
                Adopt(group, _last);
            }
        }

        row?.Dispose();
        Adopt(group, _last);
        return isWhole;
    }

    /// <returns>Ascending.</returns>
    private List<JournalEntry> Backward(long damage, long behind)
    {
        List<JournalEntry> found = [];
        SqliteDataReader? row = null;
        while (TryNext("WHERE sequence > $from AND sequence <= $to ORDER BY sequence DESC", (damage, behind), ref row, out _) is { } sequence)
        {
            if (TryRead(row!) is { } entry)
            {
                found.Add(entry);
            }
            else
            {
                _report.Gap(new SequenceRange(sequence, sequence), [], (null, null));
            }
        }

        row?.Dispose();
        found.Reverse();
        return found;
    }

    /// <summary>What the bytes of file and log still hold of a gap; the rest is told.</summary>
    private void Fill(SequenceRange gap, (Instant? Before, Instant? After) times)
    {
        SortedDictionary<long, EntryFields> found = [];
        if (_searched++ < MostGapsSearched)
        {
            Search(gap, found);
        }

        _report.Gap(gap, found.Keys, times);
        List<JournalEntry> entries = [.. found.Values.Select(JournalRow.ToEntry).Select(_runs.Correct)];
        Adopt(entries, Math.Max(_last, found.Count > 0 ? found.Keys.Last() : 0));
    }

    private void Search(SequenceRange gap, SortedDictionary<long, EntryFields> found)
    {
        byte[] page = new byte[JournalLog.PageBytes];
        using (FileStream file = new(_damaged, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            while (file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) is > 0 and int length)
            {
                RawEntries.Find(page.AsSpan(0, length), gap, found);
            }
        }

        if (File.Exists(_damaged + JournalLog.Suffix))
        {
            foreach (ReadOnlyMemory<byte> frame in JournalLog.Pages(File.ReadAllBytes(_damaged + JournalLog.Suffix)))
            {
                RawEntries.Find(frame.Span, gap, found);
            }
        }
    }

    private void Adopt(List<JournalEntry> group, long through)
    {
        _last = Math.Max(_last, through);
        _progress = _progress with { Carried = _progress.Carried + group.Count, Through = _last };
        _into.Adopt(group, _progress);
        group.Clear();
    }

    /// <summary>The next row's sequence; null at the end, or at a page that cannot be read.</summary>
    private long? TryNext(string range, (long From, long To) bounds, ref SqliteDataReader? row, out bool isWhole)
    {
        isWhole = false;
        try
        {
            row ??= Open(range, bounds);
            isWhole = true;
            return row.Read() ? row.GetInt64(0) : null;
        }
        catch (Exception damage) when (damage is SqliteException or InvalidOperationException)
        {
            // What is behind this is lost to this direction; what was read before it stands.
            isWhole = false;
            return null;
        }
    }

    private JournalEntry? TryRead(SqliteDataReader row)
    {
        try
        {
            return _runs.Correct(JournalRow.Read(row, _checkedFrom));
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static Instant? TimeOf(JournalEntry entry) => (entry as JournalEntry.Measured)?.Reading.MeasuredAt;

    /// <summary>The command lives as long as the connection: disposing it would close the reader.</summary>
    private SqliteDataReader Open(string range, (long From, long To) bounds)
    {
        SqliteCommand command = Sql.Prepare(_connection, $"SELECT {_columns} FROM entries {range}");
        command.Parameters.AddWithValue("$from", bounds.From);
        command.Parameters.AddWithValue("$to", bounds.To);
        return command.ExecuteReader();
    }
}
