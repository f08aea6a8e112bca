using System.Collections;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using EndToEnd.Tests.Oracle;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Month;

/// <summary>Reads the server's files beside the server and compares them with the plan, reading by reading.</summary>
public sealed class MonthLedger(MonthPlan plan, string serverFolder)
{
    private string HistoryPath => Path.Combine(serverFolder, "history.db");

    private string RecordsPath => Path.Combine(serverFolder, "records.db");

    private readonly List<StoredRow> _seen = [];
    private long _lastRequest;

    public long Count()
    {
        Follow();
        return _seen.Count;
    }

    /// <summary>Of readings measured from that moment on.</summary>
    public long CountFrom(Instant moment)
    {
        Follow();
        return _seen.Count(row => row.MeasuredAt >= moment.UnixMilliseconds);
    }

    /// <summary>Of readings measured before that moment.</summary>
    public long CountBefore(Instant moment)
    {
        Follow();
        return _seen.Count(row => row.MeasuredAt < moment.UnixMilliseconds);
    }

    /// <summary>Nothing that was stored waits to be judged.</summary>
    public bool IsJudged() => HistoryFileReader.Unjudged(HistoryPath) == 0;

    /// <summary>When the first and the last of the waiting readings were stored.</summary>
    public (Instant First, Instant Last) BacklogStored()
    {
        Follow();
        long[] storedAt = [.. _seen.Where(row => row.MeasuredAt < plan.Until.UnixMilliseconds).Select(row => row.StoredAt)];
        return (Instant.FromUnixMilliseconds(storedAt.Min()), Instant.FromUnixMilliseconds(storedAt.Max()));
    }

    /// <summary>From measured to stored, of live readings that were measured and stored within the time.</summary>
    public IReadOnlyList<TimeSpan> LiveDelays(Instant from, Instant until)
    {
        Follow();
        return
        [
            .. _seen.Where(row => row.MeasuredAt >= from.UnixMilliseconds && row.MeasuredAt < until.UnixMilliseconds)
                .Select(row => TimeSpan.FromMilliseconds(row.StoredAt - row.MeasuredAt)).Order(),
        ];
    }

    /// <param name="live">What sensors were told is safe while the test ran: sensor, Unix milliseconds and value.</param>
    public MonthVerdict Compare(IReadOnlyCollection<(string Sensor, long At, int MilliCelsius)> live)
    {
        MonthVerdict verdict = new();
        ILookup<string, StoredRow> stored = HistoryFileReader.ReadAll(HistoryPath).ToLookup(row => row.Sensor);
        HashSet<(string, long, int)> owed = [.. live];
        for (int sensor = 0; sensor < MonthPlan.Sensors; sensor++)
        {
            string name = MonthPlan.Sensor(sensor).ToString();
            BitArray seen = new(plan.Minutes);
            Reading[] readings = [.. stored[name].Where(row => !row.IsConflict).Select(Reading).OrderBy(reading => reading.MeasuredAt)];
            foreach (Reading reading in readings)
            {
                Take(verdict, owed, sensor, seen, reading);
            }

            verdict.Lost.AddRange(Enumerable.Range(0, plan.Minutes).Where(minute => !seen[minute])
                .Select(minute => $"{name} minute {minute}"));
            CompareExcursions(verdict, sensor, readings);
        }

        verdict.Lost.AddRange(owed.Select(one => $"live {one}"));
        verdict.Conflicts = stored.Sum(sensor => sensor.Count(row => row.IsConflict));
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

    /// <summary>Takes what came since the last look; rows of requests stay for minutes after all of them is sealed.</summary>
    private void Follow()
    {
        if (File.Exists(HistoryPath))
        {
            (_lastRequest, IReadOnlyList<StoredRow> further) = HistoryFileReader.ReadRequestsAfter(HistoryPath, _lastRequest);
            _seen.AddRange(further);
        }
    }

    /// <summary>G4: the excursions on record are those of one pass over the sorted series.</summary>
    private void CompareExcursions(MonthVerdict verdict, int sensor, IEnumerable<Reading> readings)
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach (Reading reading in readings)
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

    private static Reading Reading(StoredRow row) => new(
        SensorId.Parse(row.Sensor, null),
        Instant.FromUnixMilliseconds(row.MeasuredAt),
        Temperature.FromMilliCelsius(row.MilliCelsius),
        ReadingFlags.None);

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
