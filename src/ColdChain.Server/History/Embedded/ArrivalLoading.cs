using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Makes the open days again from the rows of requests, following their chain.</summary>
/// <param name="connection">Where the rows are.</param>
/// <param name="session">Over the same connection.</param>
internal sealed class ArrivalLoading(SqliteConnection connection, WriteSession session)
{
    private readonly HistoryMemory _memory = session.Memory;
    private long _judged;

    public void Load()
    {
        _memory.NewestArrival = LastSealed();
        _judged = Judged();
        using Statement arrivals = new(
            connection,
            "SELECT arrival_number, journal_number, stored_at_ms, chain_sha256, readings FROM arrivals ORDER BY arrival_number",
            0);
        using SqliteDataReader rows = arrivals.Rows();
        while (rows.Read())
        {
            long number = rows.GetInt64(0);
            if (rows[1] is long and >= 0 and <= int.MaxValue && rows[2] is long && rows[3] is byte[] && rows[4] is byte[])
            {
                Restore(number, (rows.GetInt32(1), rows.GetInt64(2)), (byte[])rows[3], (byte[])rows[4]);
            }
            else
            {
                _memory.Damaged($"arrival {number} was changed: it is no row of a request any more");
                _memory.NewestArrival = new ArrivalHead(number, new byte[Digest.Length]);
            }
        }

        CompareWithMark();
    }

    private void Restore(long number, (int Journal, long StoredAt) source, byte[] chain, byte[] readings)
    {
        session.Staged.Clear();
        ArrivalHead next = _memory.NewestArrival.Next(source.Journal, source.StoredAt, readings);
        bool isAfterHole = next.Number != number;
        bool fits = next.Chain.Span.SequenceEqual(chain);
        if (isAfterHole)
        {
            _memory.Damaged($"arrivals {next.Number} to {number - 1} are gone");
        }

        _memory.NewestArrival = new ArrivalHead(number - 1, _memory.NewestArrival.Chain);
        ArrivalMerge merge = new(session, source.Journal, source.StoredAt);
        // Beyond a hole nothing tells whether a row is as it was; it is taken, since losing what nobody touched would be worse.
        if ((!fits && !isAfterHole) || !ArrivalBlob.TryRead(readings, Take))
        {
            _memory.Damaged($"arrival {number} was changed: {(fits ? "its bytes are no readings" : "it does not follow from the one before")}");
        }

        _memory.Publish(session.Staged);
        _memory.NewestArrival = new ArrivalHead(number, chain);

        void Take(int sensor, Memory<WireReading> series)
        {
            if (_memory.Find(sensor) is not { } timeline || series.IsEmpty)
            {
                return;
            }

            try
            {
                merge.Restore(timeline, series.Span, number > _judged);
            }
            catch (AwayDayException)
            {
                _memory.Damaged($"arrival {number} is for a sealed day of {timeline.Sensor} whose readings were taken out of the file");
            }
        }
    }

    /// <summary>The mark of monitoring; when its bytes were changed nothing is judged: to judge twice is harmless, to miss is not.</summary>
    private long Judged()
    {
        using Statement mark = new(connection, "SELECT number, sha256 FROM marks WHERE name = 'judged'", 0);
        using SqliteDataReader row = mark.Rows();
        if (row.Read() && row[0] is long number && (row[1] is not byte[] sum || sum.AsSpan().SequenceEqual(JudgedMark.SumOf(number))))
        {
            return number;
        }

        _memory.Damaged("how far monitoring had come was changed: all that is not sealed is judged once more");
        return 0;
    }

    private void CompareWithMark()
    {
        ArrivalHead marked = HeadOf("arrivals");
        if (marked.Number != _memory.NewestArrival.Number || !marked.Chain.Span.SequenceEqual(_memory.NewestArrival.Chain.Span))
        {
            _memory.Damaged($"the newest arrival is {_memory.NewestArrival.Number}; it was {marked.Number}: rows are missing or were changed");
        }

        // No number is used again, also when rows were taken away.
        _memory.NewestArrival = marked.Number >= _memory.NewestArrival.Number ? marked : _memory.NewestArrival;
    }

    /// <summary>The last arrival that is not there any more, since all of it is sealed.</summary>
    private ArrivalHead LastSealed()
    {
        ArrivalHead mark = HeadOf("sealed");
        return mark with { Number = mark.Number - 1 };
    }

    private ArrivalHead HeadOf(string name)
    {
        using Statement mark = new(connection, "SELECT number, sha256 FROM marks WHERE name = ?1", 1);
        using SqliteDataReader row = mark.Rows(name);
        return row.Read() ? new ArrivalHead(row.GetInt64(0), row[1] as byte[] ?? new byte[Digest.Length]) : ArrivalHead.None;
    }
}
