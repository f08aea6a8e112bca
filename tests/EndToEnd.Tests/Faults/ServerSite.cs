using System.Globalization;
using System.Text.Json;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Testing;
using EndToEnd.Tests.Oracle;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Faults;

/// <summary>The real server with some agents that send as fast as they are answered, and a judge who reads its files.</summary>
internal sealed class ServerSite : IAsyncDisposable
{
    private const int Agents = 4;
    private const int SensorsOfAgent = 3;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = FreePort.Next();
    private readonly CancellationTokenSource _stop = new();
    private readonly SteadySender[] _senders;
    private readonly string _data;
    private Task[] _sending = [];

    /// <param name="data">The server's folder; one of its own by default.</param>
    /// <param name="settings">Its configuration, as JSON; none by default.</param>
    public ServerSite(string? data = null, string? settings = null)
    {
        _data = data ?? _directory.Path("server");
        if (settings is not null)
        {
            File.WriteAllText(SettingsPath, settings);
        }

        Arguments = ["run", "--data", _data, .. settings is null ? (string[])[] : ["--config", SettingsPath], "--urls", Url];
        // Days that are over and one that goes on.
        long start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (long)TimeSpan.FromDays(60).TotalMilliseconds;
        _senders = [.. Enumerable.Range(0, Agents).Select(agent => new SteadySender(
            new Uri(Url), agent, [.. Enumerable.Range(0, SensorsOfAgent).Select(sensor => Sensor(agent, sensor))], start / 60_000 * 60_000))];
        Server = new RestartableProgram(Programs.Server, Arguments, _directory.FullPath);
    }

    public RestartableProgram Server { get; }

    public string[] Arguments { get; }

    public int Acknowledged => _senders.Sum(sender => sender.AcknowledgedCount);

    /// <summary>Moments of sensors that have a reading on the server's disk.</summary>
    public int Stored => HistoryFileReader.ReadAll(HistoryPath).DistinctBy(row => (row.Sensor, row.MeasuredAt)).Count();

    public int Missed => _senders.Sum(sender => sender.Missed);

    private string Url => $"http://127.0.0.1:{_port}";

    private string HistoryPath => Path.Combine(_data, "history.db");

    private string SettingsPath => _directory.Path("settings.json");

    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_directory.Path("county.json"), County(), cancellationToken);
        await using ProgramUnderTest setUp = ProgramUnderTest.Start(
            Programs.Server, ["set-up", "--data", _data, "--file", _directory.Path("county.json")]);
        Assert.True(await setUp.WaitForExitAsync(Bound, cancellationToken) == 0, setUp.Tail(40));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Server.Start();
        await Server.Current!.WaitForLineAsync("Now listening", Bound, cancellationToken);
        if (_sending.Length == 0)
        {
            _sending = [.. _senders.Select(sender => Task.Run(() => sender.RunAsync(_stop.Token), cancellationToken))];
        }
    }

    /// <summary>So many further readings are acknowledged.</summary>
    public Task AcknowledgesAsync(int more, CancellationToken cancellationToken)
    {
        int enough = Acknowledged + more;
        return Eventually.HoldsAsync(
            () => Acknowledged >= enough || Server.Current is not { IsRunning: true }, $"{more} more readings are acknowledged", Bound, cancellationToken);
    }

    /// <summary>The agents fall silent and everything that is stored is judged; then the files are compared with the ledgers.</summary>
    public async Task VerifyAsync(string what, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sending);
        await Eventually.HoldsAsync(() => HistoryFileReader.Unjudged(HistoryPath) == 0, "all is judged", Bound, cancellationToken);
        HashSet<(string Sensor, long At, int Value)> sent = [];
        HashSet<(string Sensor, long At, int Value)> acknowledged = [];
        foreach (SteadySender sender in _senders)
        {
            sender.Tell(sent, acknowledged);
        }

        (string Sensor, long At, int Value)[] stored =
            [.. HistoryFileReader.ReadAll(HistoryPath).Select(row => (row.Sensor, row.MeasuredAt, row.MilliCelsius))];
        Assert.True(!acknowledged.Except(stored).Any(), $"{what}: {acknowledged.Except(stored).Count()} of {acknowledged.Count} acknowledged readings are lost\n{Words()}");
        Assert.True(!stored.Except(sent).Any(), $"{what}: {stored.Except(sent).Count()} readings were invented\n{Words()}");
        Assert.True(stored.Distinct().Count() == stored.Length, $"{what}: {stored.Length - stored.Distinct().Count()} readings are stored twice\n{Words()}");
        Assert.Equal("ok", HistoryFileReader.Integrity(HistoryPath));
        int excursions = 0;
        foreach (IGrouping<string, (string Sensor, long At, int Value)> sensor in stored.GroupBy(reading => reading.Sensor))
        {
            HashSet<(long, long?, int)> expected = InOnePass(sensor);
            HashSet<(long, long?, int)> recorded = Recorded(sensor.Key);
            Assert.True(expected.SetEquals(recorded), $"{what}: {sensor.Key} has {recorded.Count} excursions on record, one pass finds {expected.Count}\n{Words()}");
            excursions += expected.Count;
        }

        Assert.True(excursions > 0, $"{what}: there were no excursions to compare");
    }

    public string Words() => string.Join('\n', Server.Lines.TakeLast(40));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sending);
        foreach (SteadySender sender in _senders)
        {
            sender.Dispose();
        }

        await Server.DisposeAsync();
        _stop.Dispose();
        _directory.Dispose();
    }

    private static string Unit(int agent, int sensor) => string.Create(CultureInfo.InvariantCulture, $"clinic-{agent}/fridge-{sensor}");

    private static string Sensor(int agent, int sensor) => Unit(agent, sensor) + "/top";

    /// <summary>What one pass over the sorted series finds (G4).</summary>
    private static HashSet<(long, long?, int)> InOnePass(IEnumerable<(string Sensor, long At, int Value)> readings)
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach ((string sensor, long at, int value) in readings.OrderBy(reading => reading.At))
        {
            run.Take(new Reading(
                SensorId.Parse(sensor, CultureInfo.InvariantCulture),
                Instant.FromUnixMilliseconds(at),
                Temperature.FromMilliCelsius(value),
                ReadingFlags.None));
        }

        return [.. run.FoundBy(TimeProvider.System.GetCurrentInstant())
            .Select(one => (one.StartedAt.UnixMilliseconds, one.EndedAt?.UnixMilliseconds, one.Peak.MilliCelsius))];
    }

    private static string County() => JsonSerializer.Serialize(new
    {
        facilities = Enumerable.Range(0, Agents).Select(agent => new
        {
            id = $"clinic-{agent}",
            kind = "townshipHealthCentre",
            nameZh = $"clinic-{agent}",
            nameEn = $"clinic-{agent}",
        }),
        units = Places().Select(place => new
        {
            id = Unit(place.Agent, place.Sensor),
            kind = "refrigerator",
            nameZh = Unit(place.Agent, place.Sensor),
            nameEn = Unit(place.Agent, place.Sensor),
            profile = "CN-IMM/fridge",
        }),
        sensors = Places().Select(place => new
        {
            id = Sensor(place.Agent, place.Sensor),
            unit = Unit(place.Agent, place.Sensor),
            placedAt = "2024-01-01T00:00:00+08:00",
        }),
        agents = Enumerable.Range(0, Agents).Select(agent => new
        {
            id = SteadySender.Id(agent),
            facility = $"clinic-{agent}",
            key = SteadySender.Key(agent),
        }),
    });

    private static IEnumerable<(int Agent, int Sensor)> Places() =>
        from agent in Enumerable.Range(0, Agents)
        from sensor in Enumerable.Range(0, SensorsOfAgent)
        select (agent, sensor);

    private HashSet<(long, long?, int)> Recorded(string sensor)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(_data, "records.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT started_at_ms, ended_at_ms, peak_milli_celsius FROM excursion_entry
            WHERE sensor_id = $sensor AND retracted_at_ms IS NULL
            """;
        command.Parameters.AddWithValue("$sensor", sensor);
        using SqliteDataReader row = command.ExecuteReader();
        HashSet<(long, long?, int)> recorded = [];
        while (row.Read())
        {
            Assert.True(
                recorded.Add((row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetInt32(2))), $"an excursion of {sensor} is on record twice");
        }

        return recorded;
    }
}
