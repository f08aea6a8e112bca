using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.History.Influx;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.History;

/// <summary>A history in a folder of its own; opened again over the same file it is the process after a crash.</summary>
/// <remarks>Embedded, or with a home for finished days in an InfluxDB (<see cref="InfluxOptions.KeepDays"/> is none then).</remarks>
internal sealed class HistoryUnderTest : IAsyncDisposable
{
    public static readonly AgentId Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture);

    public static readonly JournalId Journal = JournalId.FromGuid(Guid.Parse("7f0c0000-0000-0000-0000-000000000001"));

    public static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    public static readonly SensorId Bottom = SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture);

    /// <summary>2026-05-01 00:00 in Asia/Shanghai.</summary>
    public static readonly Instant Midnight = Instant.FromUnixMilliseconds(1_777_564_800_000);

    private static readonly Instant Later = Midnight + TimeSpan.FromDays(500);

    /// <summary>More than a span of blocks and the days after it.</summary>
    private static readonly TimeSpan UntilOld = TimeSpan.FromDays(90);

    private readonly HistoryWriter _writer;
    private readonly ReadSessions _sessions;

    private readonly InfluxMirror? _mirror;

    public HistoryUnderTest(string directory, IInfluxClient? influx = null, int mostWaiting = InfluxOptions.DefaultMostWaiting, long? mostOpen = null)
    {
        File = new HistoryFile(Path.Combine(directory, HistoryFile.FileName), DayCalendar.China);
        _writer = new HistoryWriter(File);
        _sessions = new ReadSessions(File);
        Sealer = new HistorySealer(_writer);
        Roots = new RootMaker(_writer, new SigningKeyFile(Path.Combine(directory, SigningKeyFile.FileName)));
        Binder = new HistoryBinder(_writer, File);
        Destruction = new Destruction(_writer, new SigningKeyFile(Path.Combine(directory, SigningKeyFile.FileName)));
        InfluxOptions options = new() { KeepDays = 0, LinesPerWrite = 500, MostWaiting = mostWaiting };
        Home = influx is null ? null : new InfluxHome(new InfluxReadings(influx, DayCalendar.China, 500), _writer.Memory, options);
        _mirror = influx is null ? null : new InfluxMirror(_writer, File, influx, Home!, options);
        HomeComing arrivals = new(_writer, _sessions, Home);
        Readings = mostOpen is { } most
            ? new EmbeddedHistory(_sessions, _writer, arrivals, Home, most)
            : new EmbeddedHistory(_sessions, _writer, arrivals, Home);
        Unjudged = new EmbeddedUnjudged(_writer);
        Quarantine = new EmbeddedQuarantine(File, arrivals);
        Daily = new EmbeddedDailyExtremes(File);
        Events = new EmbeddedEventLog(File);
    }

    public HistoryFile File { get; }

    public IReadingHistory Readings { get; }

    public HistorySealer Sealer { get; }

    /// <summary>One that waits for no more readings of ended days than these.</summary>
    public HistorySealer SealerOf(long whereGoneOn, long anywhere) => new(_writer) { MostWaiting = (whereGoneOn, anywhere) };

    public RootMaker Roots { get; }

    public HistoryBinder Binder { get; }

    public Destruction Destruction { get; }

    public InfluxHome? Home { get; }

    public HistoryMemory Memory => _writer.Memory;

    public IUnjudgedReadings Unjudged { get; }

    public IQuarantine Quarantine { get; }

    public IDailyExtremes Daily { get; }

    public IAgentEventLog Events { get; }

    public static Instant Minute(double minute) => Midnight + TimeSpan.FromMinutes(minute);

    public static ArrivedReading Reading(long sequence, double minute, int milliCelsius, SensorId? sensor = null) =>
        new(sequence, new Reading(
            sensor ?? Top, Minute(minute), Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None));

    /// <summary>What a logger says of a day.</summary>
    public static ArrivedReading OfTheDay(long sequence, double minute, int milliCelsius, ReadingFlags side) => new(
        sequence,
        new Reading(Top, Minute(minute), Temperature.FromMilliCelsius(milliCelsius), side | ReadingFlags.DeviceTime | ReadingFlags.Logger));

    public static Arrival Of(params IReadOnlyList<ArrivedReading> readings) =>
        new() { Agent = Agent, Journal = Journal, StoredAt = Minute(10_000), Series = ArrivedSeries.Of(readings) };

    public async Task<ArrivalOutcome.Durable> AppendAsync(Arrival arrival) => Assert.IsType<ArrivalOutcome.Durable>(
        await Readings.AppendAsync(arrival, TestContext.Current.CancellationToken));

    /// <summary>Weeks go by: all is judged and sealed and, with InfluxDB, what may go there has gone.</summary>
    public async Task SettleAsync()
    {
        CancellationToken now = TestContext.Current.CancellationToken;
        await Unjudged.DoneAsync(await Unjudged.TakeAsync(now), now);
        await Sealer.SealDueAsync(Later, now);
        if (_mirror is not null)
        {
            Assert.IsType<InfluxOutcome.Done>(await MirrorAsync());
        }
    }

    /// <summary>As months later, once everything that is sealed has a root: all that may be bound is.</summary>
    /// <param name="now">On another day than the last root's.</param>
    /// <returns>How many blocks there are.</returns>
    public async Task<long> BindAsync(Instant now)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await Roots.MakeDueAsync(now, token);
        while (await Binder.BindDueAsync(now + UntilOld, token) > 0)
        {
            // The next ones.
        }

        return Count("blocks");
    }

    /// <summary>One step of the mirror, weeks later.</summary>
    public Task<InfluxOutcome> MirrorAsync() => _mirror!.StepAsync(Later, TestContext.Current.CancellationToken);

    public Task<T> WriteAsync<T>(Func<WriteSession, T> apply) => _writer.WriteAsync(apply, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<StoredReading>> AllOfAsync(SensorId sensor) => Readings.ReadAsync(
        sensor, new TimeRange(Instant.FromUnixMilliseconds(0), null), TestContext.Current.CancellationToken);

    /// <summary>As somebody at a console would: the number of rows that it changed.</summary>
    public int AtTheConsole(string sql)
    {
        using SqliteConnection connection = new($"Data Source={File.Path};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    public Task<IReadOnlyList<DailyExtreme>> DaysOfAsync(SensorId sensor) => Daily.ReadAsync(
        sensor, new TimeRange(Instant.FromUnixMilliseconds(0), null), TestContext.Current.CancellationToken);

    public long Count(string table)
    {
        using SqliteConnection connection = File.OpenToRead();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = $"SELECT count(*) FROM {table}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.Dispose();
        await _writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
