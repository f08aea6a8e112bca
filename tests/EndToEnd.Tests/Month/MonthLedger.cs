using System.Collections;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Month;

/// <summary>Reads the server's files beside the server and compares them with the plan, reading by reading.</summary>
public sealed class MonthLedger(MonthPlan plan, string serverFolder)
{
    private string HistoryPath => Path.Combine(serverFolder, "history.db");

    private string RecordsPath => Path.Combine(serverFolder, "records.db");

    public long Count(string condition = "1") => Scalar(HistoryPath, $"SELECT count(*) FROM readings WHERE {condition}");

    /// <summary>Nothing that was stored waits to be judged.</summary>
    public bool IsJudged() =>
        Scalar(HistoryPath, "SELECT count(*) FROM unjudged WHERE from_ms IS NOT NULL OR taken_from_ms IS NOT NULL") == 0;

    /// <summary>Unix milliseconds of the newest reading that is stored; zero when there is none.</summary>
    public long NewestAt(int sensor) => Scalar(
        HistoryPath,
        $"SELECT coalesce(max(measured_at_ms), 0) FROM readings JOIN sensors USING (sensor_number) WHERE sensor_id = '{MonthPlan.Sensor(sensor)}'");

    /// <summary>When the first and the last of the waiting readings were stored.</summary>
    public (Instant First, Instant Last) BacklogStored()
    {
        string waited = $"measured_at_ms < {plan.Until.UnixMilliseconds}";
        return (
            Instant.FromUnixMilliseconds(Scalar(HistoryPath, $"SELECT min(stored_at_ms) FROM readings WHERE {waited}")),
            Instant.FromUnixMilliseconds(Scalar(HistoryPath, $"SELECT max(stored_at_ms) FROM readings WHERE {waited}")));
    }

    /// <summary>From measured to stored, of live readings that were measured and stored within the time.</summary>
    public IReadOnlyList<TimeSpan> LiveDelays(Instant from, Instant until)
    {
        List<TimeSpan> delays = [];
        using SqliteConnection connection = Open(HistoryPath);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "SELECT stored_at_ms - measured_at_ms FROM readings WHERE measured_at_ms >= $from AND measured_at_ms < $until";
        command.Parameters.AddWithValue("$from", from.UnixMilliseconds);
        command.Parameters.AddWithValue("$until", until.UnixMilliseconds);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            delays.Add(TimeSpan.FromMilliseconds(row.GetInt64(0)));
        }

        delays.Sort();
        return delays;
    }

    /// <param name="live">What sensors were told is safe while the test ran: sensor, Unix milliseconds and value.</param>
    public MonthVerdict Compare(IReadOnlyCollection<(string Sensor, long At, int MilliCelsius)> live)
    {
        MonthVerdict verdict = new();
        HashSet<(string, long, int)> owed = [.. live];
        for (int sensor = 0; sensor < MonthPlan.Sensors; sensor++)
        {
            string name = MonthPlan.Sensor(sensor).ToString();
            BitArray seen = new(plan.Minutes);
            foreach (Reading stored in Stored(sensor))
            {
                Take(verdict, owed, sensor, seen, stored);
            }

            verdict.Lost.AddRange(Enumerable.Range(0, plan.Minutes).Where(minute => !seen[minute])
                .Select(minute => $"{name} minute {minute}"));
            CompareExcursions(verdict, sensor);
        }

        verdict.Lost.AddRange(owed.Select(one => $"live {one}"));
        verdict.Conflicts = Scalar(HistoryPath, "SELECT count(*) FROM reading_conflicts");
        return verdict;
    }

    private void Take(
        MonthVerdict verdict, HashSet<(string, long, int)> owed, int sensor, BitArray seen, in Reading stored)
    {
        (string name, long at, int value) =
            (MonthPlan.Sensor(sensor).ToString(), stored.MeasuredAt.UnixMilliseconds, stored.Value.MilliCelsius);
        long minute = (at - plan.Begin.UnixMilliseconds) / 60_000;
        if (minute >= 0 && minute < plan.Minutes && plan.MeasuredAt(sensor, (int)minute).UnixMilliseconds == at)
        {
            verdict.Stored++;
            seen[(int)minute] = true;
            if (plan.MilliCelsius(sensor, (int)minute) != value)
            {
                verdict.Wrong.Add($"{name} minute {minute}: {value}");
            }
        }
        else if (owed.Remove((name, at, value)))
        {
            verdict.StoredLive++;
        }
        else
        {
            verdict.Unknown.Add((name, at, value));
        }
    }

    /// <summary>G4: the excursions on record are those of one pass over the sorted series.</summary>
    private void CompareExcursions(MonthVerdict verdict, int sensor)
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach (Reading reading in Stored(sensor))
        {
            run.Take(reading);
        }

        HashSet<(long, long?, int)> expected = [.. run.FoundBy(run.Last!.Value.MeasuredAt)
            .Select(one => (one.StartedAt.UnixMilliseconds, one.EndedAt?.UnixMilliseconds, one.Peak.MilliCelsius))];
        verdict.Excursions += expected.Count;
        HashSet<(long, long?, int)> recorded = [.. Recorded(sensor)];
        verdict.WrongExcursions.AddRange(expected.Except(recorded).Select(one => $"{MonthPlan.Sensor(sensor)} not on record: {one}"));
        verdict.WrongExcursions.AddRange(recorded.Except(expected).Select(one => $"{MonthPlan.Sensor(sensor)} on record: {one}"));
    }

    private List<Reading> Stored(int sensor)
    {
        SensorId id = MonthPlan.Sensor(sensor);
        List<Reading> stored = [];
        using SqliteConnection connection = Open(HistoryPath);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT measured_at_ms, milli_celsius FROM readings
            WHERE sensor_number = (SELECT sensor_number FROM sensors WHERE sensor_id = $sensor) ORDER BY measured_at_ms
            """;
        command.Parameters.AddWithValue("$sensor", id.ToString());
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            stored.Add(new Reading(
                id,
                Instant.FromUnixMilliseconds(row.GetInt64(0)),
                Temperature.FromMilliCelsius(row.GetInt32(1)),
                ReadingFlags.None));
        }

        return stored;
    }

    private List<(long, long?, int)> Recorded(int sensor)
    {
        List<(long, long?, int)> recorded = [];
        using SqliteConnection connection = Open(RecordsPath);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT started_at_ms, ended_at_ms, peak_milli_celsius FROM excursion_entry
            WHERE sensor_id = $sensor AND retracted_at_ms IS NULL
            """;
        command.Parameters.AddWithValue("$sensor", MonthPlan.Sensor(sensor).ToString());
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            recorded.Add((row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetInt32(2)));
        }

        return recorded;
    }

    private static long Scalar(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants and numbers of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
