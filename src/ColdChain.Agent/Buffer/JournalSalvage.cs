using System.Globalization;
using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Reads what can still be read of a damaged journal into a new one, around the damage.</summary>
/// <remarks>
/// <code>
/// 1 2 3 4 5 6 [damaged page] 11 12 13 14 15 [damaged page] 19 20
/// -------->   probe: 7? 8? 10? 14!
///                         &lt;----------- back from there
///                                     --> and on
/// </code>
/// Nothing is repaired and nothing guessed: a row is taken whole and with its check sum, or not at all. What was in
/// between is told as a range. Entries that the server had already are recognised there by sensor and time.
/// </remarks>
internal sealed class JournalSalvage : IDisposable
{
    /// <summary>So many entries go into the new journal in one transaction.</summary>
    private const int Group = 1000;

    /// <summary>A range of a report; the last of them says that there are more.</summary>
    private const int MostGapsTold = 10;

    private readonly JournalFile _into;
    private readonly SqliteConnection _connection;
    private readonly List<string> _gaps = [];
    private string _columns = JournalRow.Columns + ", NULL";
    private ClockRuns _runs = new();
    private SalvageProgress _progress;
    private long _last;
    private Instant? _lastTime;

    private JournalSalvage(string damaged, JournalFile into)
    {
        _into = into;
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

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(JournalDamage.Finished(damaged))}: {salvage._progress.Carried} entries carried over; {(salvage._gaps.Count == 0 ? "none that could not be read was found" : "not to be read: " + string.Join("; ", salvage._gaps))}");
    }

    public void Dispose() => _connection.Dispose();

    private void Run()
    {
        Prepare();
        long end = Ask("SELECT coalesce(max(sequence), 0) FROM entries") ?? long.MaxValue;
        while (!Stream("WHERE sequence > $from AND sequence < $to ORDER BY sequence", _last, long.MaxValue, ascending: true))
        {
            long damage = _last;
            Instant? before = _lastTime;
            if (Probe(damage, end) is not { } behind)
            {
                Tell(damage + 1, null, before, null);
                break;
            }

            Stream("WHERE sequence > $from AND sequence <= $to ORDER BY sequence DESC", damage, behind, ascending: false);
            Tell(damage + 1, _last - 1, before, _lastTime);
            _last = behind;
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
            if (Sql.ReadLong(_connection, "SELECT count(*) FROM pragma_table_info('entries') WHERE name = 'crc'") > 0)
            {
                _columns = JournalRow.Columns + ", crc";
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
        for (long step = 1; damage + step <= end && step < long.MaxValue / 4; step *= 2)
        {
            if (Ask(string.Create(CultureInfo.InvariantCulture, $"SELECT coalesce((SELECT sequence FROM entries WHERE sequence >= {damage + step} ORDER BY sequence LIMIT 1), 0)")) is { } found and > 0)
            {
                return found;
            }
        }

        return null;
    }

    /// <returns>True when the end of the range was reached; false at a page that cannot be read.</returns>
    private bool Stream(string range, long from, long to, bool ascending)
    {
        List<JournalEntry> group = [];
        SqliteDataReader? row = null;
        bool isWhole;
        while (TryNext(range, (from, to), ref row, out isWhole) is { } sequence)
        {
            _last = sequence;
            if (TryRead(row!, out JournalEntry? entry))
            {
                _lastTime = (entry as JournalEntry.Measured)?.Reading.MeasuredAt ?? _lastTime;
                group.Add(_runs.Correct(entry!));
            }
            else
            {
                Tell(sequence, sequence, _lastTime, null);
            }

            if (group.Count == Group)
            {
                Adopt(group, ascending);
            }
        }

        row?.Dispose();
        Adopt(group, ascending);
        return isWhole;
    }

    private void Adopt(List<JournalEntry> group, bool ascending)
    {
        if (!ascending)
        {
            group.Reverse();
        }

        _progress = _progress with
        {
            Carried = _progress.Carried + group.Count,
            Through = ascending ? Math.Max(_progress.Through, _last) : _progress.Through,
        };
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

    private static bool TryRead(SqliteDataReader row, out JournalEntry? entry)
    {
        entry = null;
        try
        {
            entry = JournalRow.Read(row);
        }
        catch (SqliteException)
        {
            // The row does not fit its check sum, or makes no sense: told by its sequence.
        }

        return entry is not null;
    }

    /// <summary>The command lives as long as the connection: disposing it would close the reader.</summary>
    private SqliteDataReader Open(string range, (long From, long To) bounds)
    {
        SqliteCommand command = Sql.Prepare(_connection, $"SELECT {_columns} FROM entries {range}");
        command.Parameters.AddWithValue("$from", bounds.From);
        command.Parameters.AddWithValue("$to", bounds.To);
        return command.ExecuteReader();
    }

    private void Tell(long first, long? last, Instant? before, Instant? after)
    {
        if (last < first || _gaps.Count > MostGapsTold)
        {
            return;
        }

        _gaps.Add(_gaps.Count == MostGapsTold
            ? "and more"
            : string.Create(CultureInfo.InvariantCulture, $"{first} to {(last is null ? "the end" : last)}{Between(before, after)}"));
    }

    private static string Between(Instant? before, Instant? after) =>
        before is null && after is null ? string.Empty
        : $" (after {before?.ToString() ?? "the beginning"}{(after is null ? string.Empty : $", before {after}")})";
}
