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

    /// <summary>The row before did not follow from its own, so that nothing can follow from it for certain.</summary>
    private bool _isBroken;

    /// <summary>Something is gone that monitoring may not have looked at, also of days that are sealed.</summary>
    private bool _mayHideUnjudged;

    public void Load()
    {
        _memory.NewestArrival = LastSealed();
        _judged = Judged();
        using Statement arrivals = new(
            connection,
            "SELECT arrival_number, journal_number, stored_at_ms, chain_sha256, readings, sum FROM arrivals ORDER BY arrival_number",
            0);
        using SqliteDataReader rows = arrivals.Rows();
        while (rows.Read())
        {
            long number = rows.GetInt64(0);
            if (rows[1] is long and >= 0 and <= int.MaxValue && rows[2] is long && rows[3] is byte[] && rows[4] is byte[])
            {
                (int journal, long storedAt, byte[] readings) = (rows.GetInt32(1), rows.GetInt64(2), (byte[])rows[4]);
                bool isAsWritten = rows[5] is long sum && sum == ArrivalHead.SumOf(number, journal, storedAt, readings);
                Restore(new ArrivalHead(number, (byte[])rows[3]), (journal, storedAt), readings, isAsWritten);
            }
            else
            {
                Lost(number, $"arrival {number} was changed: it is no row of a request any more");
                _memory.NewestArrival = new ArrivalHead(number, new byte[Digest.Length]);
                _isBroken = true;
            }
        }

        CompareWithMark();
        if (_mayHideUnjudged)
        {
            JudgeSealedDaysAgain();
        }
    }

    private void Lost(long number, string what)
    {
        _memory.Damaged(what);
        _mayHideUnjudged |= number > _judged;
    }

    /// <summary>G4: a row that is gone may have told of readings that were sealed, and that nobody judged. To judge twice is harmless.</summary>
    private void JudgeSealedDaysAgain() => _memory.Unjudged.Add(
    [
        .. _memory.Timelines.Where(timeline => timeline.Head.Link > 0).Select(timeline => (
            timeline.Sensor,
            _memory.Calendar.StartOf(timeline.Head.FirstDay),
            _memory.Calendar.StartOf(timeline.Head.LastDay + 1) - 1,
            _judged + 1)),
    ]);

    private void Restore(ArrivalHead said, (int Journal, long StoredAt) source, byte[] readings, bool isAsWritten)
    {
        session.Staged.Clear();
        ArrivalHead next = _memory.NewestArrival.Next(source.Journal, source.StoredAt, readings);
        bool isAfterHole = next.Number != said.Number;
        if (isAfterHole)
        {
            Lost(said.Number - 1, $"arrivals {next.Number} to {said.Number - 1} are gone");
        }

        bool fits = !isAfterHole && next.Chain.Span.SequenceEqual(said.Chain.Span);
        // Where the chain is torn the row's own sum speaks for it: dropping what nobody touched would be a loss, and believing
        // what something touched would be readings that nobody measured.
        bool isTaken = fits || ((isAfterHole || _isBroken) && isAsWritten);
        _isBroken = !fits;
        _memory.NewestArrival = new ArrivalHead(said.Number - 1, _memory.NewestArrival.Chain);
        ArrivalMerge merge = new(session, source.Journal, source.StoredAt);
        if (_memory.Journals.TryAdd(source.Journal, default))
        {
            // Nobody, then: the days that its readings are in have to be shown and sealed.
            _memory.Damaged($"journal {source.Journal} is not there any more: whose readings these are cannot be told");
        }

        if (!isTaken || !ArrivalBlob.TryRead(readings, Take))
        {
            Lost(said.Number, $"arrival {said.Number} was changed: {(isTaken ? "its bytes are no readings" : "it does not follow from the one before")}");
        }

        _memory.Publish(session.Staged);
        _memory.NewestArrival = said;

        void Take(int sensor, Memory<WireReading> series)
        {
            _memory.Met(sensor);
            if (_memory.Find(sensor) is not { } timeline)
            {
                Lost(said.Number, $"sensor {sensor} has no name any more: its readings cannot be shown");
                return;
            }

            if (series.IsEmpty)
            {
                return;
            }

            try
            {
                merge.Restore(timeline, series.Span, said.Number > _judged);
            }
            catch (AwayDayException)
            {
                _memory.Damaged($"arrival {said.Number} is for a sealed day of {timeline.Sensor} whose readings were taken out of the file");
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

        Lost(long.MaxValue, "how far monitoring had come was changed: all is judged once more");
        return 0;
    }

    private void CompareWithMark()
    {
        ArrivalHead marked = HeadOf("arrivals");
        if (marked.Number != _memory.NewestArrival.Number || !marked.Chain.Span.SequenceEqual(_memory.NewestArrival.Chain.Span))
        {
            Lost(marked.Number, $"the newest arrival is {_memory.NewestArrival.Number}; it was {marked.Number}: rows are missing or were changed");
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
