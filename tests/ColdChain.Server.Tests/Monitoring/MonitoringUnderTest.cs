using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Testing;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>A whole server whose history is fed directly; what it found is read from its records.</summary>
internal sealed class MonitoringUnderTest(ServerUnderTest server) : IAsyncDisposable
{
    public static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    private static readonly AgentId Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture);
    private static readonly JournalId Journal = JournalId.FromGuid(Guid.Parse("7f0c0000-0000-0000-0000-000000000001"));

    private long _sequence;

    public ServerUnderTest Server { get; } = server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<MonitoringUnderTest> StartAsync() => new(await ServerUnderTest.StartAsync());

    /// <summary>Minutes from the start of the server's clock; negative is before it.</summary>
    public static Instant Minute(double minute) => ServerUnderTest.Start + TimeSpan.FromMinutes(minute);

    public static Reading Reading(double minute, string celsius) => new(
        Top,
        Minute(minute),
        Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture)),
        ReadingFlags.None);

    /// <summary>One a minute, the last minute not included.</summary>
    public static IEnumerable<Reading> EveryMinute(int from, int until, string celsius) =>
        Enumerable.Range(from, until - from).Select(minute => Reading(minute, celsius));

    /// <summary>Stores readings as one batch and waits until monitoring has judged them.</summary>
    public async Task ArriveAsync(params IEnumerable<Reading> readings)
    {
        await StoreAsync(readings);
        await SettleAsync();
    }

    public async Task StoreAsync(IEnumerable<Reading> readings)
    {
        Arrival arrival = new()
        {
            Agent = Agent,
            Journal = Journal,
            StoredAt = ServerUnderTest.Start,
            Series = ArrivedSeries.Of(readings.Select(reading => new ArrivedReading(++_sequence, reading))),
        };
        Assert.IsType<ArrivalOutcome.Durable>(
            await Server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(arrival, Token));
    }

    public Task SettleAsync() => Eventually.HoldsAsync(
        () => Scalar("SELECT (SELECT number FROM marks WHERE name = 'arrivals') - (SELECT number FROM marks WHERE name = 'judged')") == 0,
        "everything is judged",
        Token);

    /// <summary>Moves the clock to that minute and lets it speak.</summary>
    public async Task SweepAtAsync(double minute)
    {
        Server.Clock.Advance(Minute(minute).ToDateTimeOffset() - Server.Clock.GetUtcNow());
        foreach (IDueSweep sweep in Server.App.Services.GetServices<IDueSweep>())
        {
            await sweep.SweepAsync(Minute(minute), Token);
        }
    }

    public Task<List<ExcursionEntry>> EntriesAsync() => ReadAsync<ExcursionEntry>(entries => entries.OrderBy(entry => entry.StartedAt));

    public Task<List<ExcursionNotice>> NoticesAsync() => ReadAsync<ExcursionNotice>(notices => notices.OrderBy(notice => notice.Id));

    public Task<List<SilenceEntry>> SilencesAsync() => ReadAsync<SilenceEntry>(silences => silences.OrderBy(silence => silence.Id));

    public async Task<ExcursionNoticeKind[]> KindsAsync() => [.. (await NoticesAsync()).Select(notice => notice.Kind)];

    public async Task<List<T>> ReadAsync<T>(Func<IQueryable<T>, IQueryable<T>> query)
        where T : class
    {
        await using AsyncServiceScope scope = Server.App.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<T>().AsNoTracking()).ToListAsync(Token);
    }

    /// <summary>Stops the server and starts another over the same files; <paramref name="between"/> happens in between.</summary>
    public async Task<MonitoringUnderTest> RestartAsync(Action<SqliteConnection>? between = null)
    {
        await Server.StopAsync();
        if (between is not null)
        {
            await using SqliteConnection history = OpenHistory();
            between(history);
        }

        return new MonitoringUnderTest(await ServerUnderTest.StartAsync(directory: Server.Directory, clock: Server.Clock))
        {
            _sequence = _sequence,
        };
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private long Scalar(string sql)
    {
        using SqliteConnection connection = OpenHistory();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection OpenHistory()
    {
        SqliteConnection connection = new($"Data Source={Path.Combine(Server.Directory, "history.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
