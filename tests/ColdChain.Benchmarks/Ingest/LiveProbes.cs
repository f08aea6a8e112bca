using System.Diagnostics;
using System.Globalization;
using System.Net;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Fridges that are found out of range while others load the server: how long from sending until the excursion is on record.</summary>
/// <remarks>
/// Each agent is used once: one live reading of 15 °C. Refused, it comes back when it is told to, as agents do, and its clock
/// runs on. What is on record is looked up in the server's own file, every <see cref="LookEvery"/>.
/// </remarks>
/// <param name="server">With nothing else out of range.</param>
/// <param name="county">Its agents from <paramref name="next"/> on are the probes'.</param>
/// <param name="next">The first agent that is not used for anything else.</param>
internal sealed class LiveProbes(ServerProcess server, BenchmarkCounty county, int next)
{
    private const int OutOfRange = 15_000;
    private const string OnRecord = "SELECT sensor_id FROM excursion_entry WHERE retracted_at_ms IS NULL";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SendEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>What is not on record by then is counted as that long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _next = next;

    /// <summary>Sends one after the other for so long; then how long each took, by length, and how often one was refused.</summary>
    public async Task<(TimeSpan[] Took, int Refused)> RunAsync(TimeSpan during, CancellationToken cancellationToken)
    {
        Dictionary<string, long> sentAt = [];
        List<TimeSpan> took = [];
        List<Task<int>> sending = [];
        await using SqliteConnection records = new($"Data Source={Path.Combine(server.Folder, "server", "records.db")};Mode=ReadOnly");
        await records.OpenAsync(cancellationToken);
        long began = Stopwatch.GetTimestamp();
        long lastSent = 0;
        while (sentAt.Count > 0 || Stopwatch.GetElapsedTime(began) < during)
        {
            if (Stopwatch.GetElapsedTime(began) < during && Stopwatch.GetElapsedTime(lastSent) >= SendEvery && _next < county.Agents)
            {
                int agent = _next++;
                lastSent = Stopwatch.GetTimestamp();
                sentAt[county.SensorId(agent, 0)] = lastSent;
                sending.Add(Task.Run(() => SendAsync(agent, cancellationToken), cancellationToken));
            }

            took.AddRange(TakeWritten(records, sentAt));
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }

        int[] refused = await Task.WhenAll(sending);
        return ([.. took.Order()], refused.Sum());
    }

    private static List<TimeSpan> TakeWritten(SqliteConnection records, Dictionary<string, long> sentAt)
    {
        using SqliteCommand select = records.CreateCommand();
        select.CommandText = OnRecord;
        using SqliteDataReader rows = select.ExecuteReader();
        List<TimeSpan> took = [];
        while (rows.Read())
        {
            if (sentAt.Remove(rows.GetString(0), out long sent))
            {
                took.Add(Stopwatch.GetElapsedTime(sent));
            }
        }

        foreach ((string sensor, _) in sentAt.Where(one => Stopwatch.GetElapsedTime(one.Value) > Longest).ToList())
        {
            sentAt.Remove(sensor);
            took.Add(Longest);
        }

        return took;
    }

    /// <summary>How often it was refused or not answered.</summary>
    private async Task<int> SendAsync(int agent, CancellationToken cancellationToken)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        WireSeries series = new() { Sensor = county.SensorId(agent, 0), Readings = [new WireReading(1, now, OutOfRange, 1)] };
        LoadRequest request = BatchBodies.Request(agent, ReadingBatch.LiveLane, [series], BodyShape.Rows);
        using LoadConnection connection = new(new IPEndPoint(IPAddress.Loopback, server.Port));
        for (int refused = 0; ; refused++)
        {
            LoadAnswer answer = await connection.SendAsync(request, cancellationToken);
            if (answer.IsSuccess)
            {
                return refused;
            }

            if (answer.Status is not (0 or 429 or 503))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A live reading was answered {answer.Status}."));
            }

            await Task.Delay(answer.RetryAfter, TimeProvider.System, cancellationToken);
        }
    }
}
