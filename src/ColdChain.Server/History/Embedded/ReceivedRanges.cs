using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Which of the sequences at hand had been received of a journal before.</summary>
internal sealed class ReceivedRanges
{
    private readonly List<(long First, long Last)> _before = [];

    public bool IsEmpty => _before.Count == 0;

    public bool Contains(long sequence) => _before.Exists(range => sequence >= range.First && sequence <= range.Last);

    /// <summary>Adds these ranges to what was received; says what of it had been there.</summary>
    public static ReceivedRanges Add(WriteSession session, int journal, IReadOnlyList<long[]> ranges)
    {
        ReceivedRanges before = new();
        foreach (long[] range in ranges)
        {
            before.AddRange(session, journal, range[0], range[1]);
        }

        return before;
    }

    private void AddRange(WriteSession session, int journal, long first, long last)
    {
        List<(long First, long Last)> touched = Touching(session, journal, first, last);
        foreach ((long touchedFirst, long touchedLast) in touched)
        {
            if (Math.Max(first, touchedFirst) <= Math.Min(last, touchedLast))
            {
                _before.Add((Math.Max(first, touchedFirst), Math.Min(last, touchedLast)));
            }

            session.Prepared("DELETE FROM received_ranges WHERE journal_number = ?1 AND first_sequence = ?2", 2)
                .Run(journal, touchedFirst);
        }

        session.Prepared(
            "INSERT INTO received_ranges (journal_number, first_sequence, last_sequence) VALUES (?1, ?2, ?3)", 3)
            .Run(
                journal,
                touched.Select(range => range.First).Append(first).Min(),
                touched.Select(range => range.Last).Append(last).Max());
    }

    /// <summary>Ranges that overlap or adjoin; they are disjoint, so going down from the top ends at the first that does not.</summary>
    private static List<(long First, long Last)> Touching(WriteSession session, int journal, long first, long last)
    {
        List<(long First, long Last)> touching = [];
        using SqliteDataReader rows = session.Prepared(
            """
            SELECT first_sequence, last_sequence FROM received_ranges
            WHERE journal_number = ?1 AND first_sequence <= ?2 ORDER BY first_sequence DESC
            """,
            2).Rows(journal, last == long.MaxValue ? last : last + 1);
        while (rows.Read() && rows.GetInt64(1) >= first - 1)
        {
            touching.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return touching;
    }
}
