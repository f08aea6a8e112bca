using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Influx;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>One influxd for all tests that leave it alone; each test has a database of its own.</summary>
public sealed class InfluxUnderTest : IAsyncLifetime
{
    public static readonly SensorId Top = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    public static readonly SensorId Bottom = SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture);

    /// <summary>2026-05-01 in China.</summary>
    public const int Day = 20_574;

    private InfluxServer? _server;
    private int _databases;

    public InfluxServer Server
    {
        get
        {
            Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
            return _server!;
        }
    }

    public static KeptReading At(int minute, int milliCelsius, ushort flags = 0) =>
        new(minute * 60_000, milliCelsius, flags, 29_626_080 + minute, 3);

    /// <summary>A day at one reading a minute.</summary>
    public static KeptReading[] WholeDay(int seed = 1) =>
        [.. Enumerable.Range(0, 1_440).Select(minute => At(minute, 4_000 + (((minute * seed) + (minute / 7)) % 900)))];

    /// <summary>A client of a database that nobody else has, which is there.</summary>
    public async Task<InfluxHttpClient> DatabaseAsync(Func<InfluxOptions, InfluxOptions>? change = null)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test-{Interlocked.Increment(ref _databases)}");
        InfluxOptions options = new() { Url = Server.Url, Database = name };
        InfluxHttpClient client = new(change?.Invoke(options) ?? options, TimeProvider.System);
        // InfluxDB makes a database and then its default policy: a neighbour's question in between is answered without one.
        await Eventually.HoldsAsync(
            async () => await client.MakeReadyAsync(TestContext.Current.CancellationToken) is InfluxOutcome.Done,
            "the database is there",
            Eventually.DefaultBound,
            TestContext.Current.CancellationToken);
        return client;
    }

    public static InfluxReadings ReadingsOf(IInfluxClient client) => new(client, DayCalendar.China, linesPerWrite: 1_000);

    public async ValueTask InitializeAsync()
    {
        if (InfluxServer.Executable is not null)
        {
            _server = await InfluxServer.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
