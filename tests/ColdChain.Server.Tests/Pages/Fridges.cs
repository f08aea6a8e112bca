using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Pages;

/// <summary>Puts readings straight into a server's history and waits until monitoring has judged them.</summary>
internal static class Fridges
{
    private static long _sequence;

    /// <summary>A reading every minute at one temperature, from so many minutes ago up to so many minutes ago.</summary>
    public static Task HoldAsync(this ServerUnderTest server, string unit, int milliCelsius, int fromMinutesAgo, int untilMinutesAgo = 0) =>
        server.StoreAsync(unit, Minutes(fromMinutesAgo, untilMinutesAgo).Select(minute => (minute, milliCelsius)));

    /// <summary>A reading every minute up to now, each warmer by so many m°C than the one before.</summary>
    public static Task RiseAsync(this ServerUnderTest server, string unit, int milliCelsius, int eachMinute, int fromMinutesAgo) =>
        server.StoreAsync(unit, Minutes(fromMinutesAgo, 0)
            .Select(minute => (minute, milliCelsius + ((fromMinutesAgo - minute) * eachMinute))));

    private static IEnumerable<int> Minutes(int fromAgo, int untilAgo) => Enumerable.Range(0, fromAgo - untilAgo + 1).Select(after => fromAgo - after);

    private static async Task StoreAsync(
        this ServerUnderTest server, string unit, IEnumerable<(int MinutesAgo, int MilliCelsius)> measured)
    {
        Instant now = server.Clock.GetCurrentInstant();
        SensorId sensor = SensorId.Parse(unit + "/top", CultureInfo.InvariantCulture);
        List<ArrivedReading> readings = [.. measured.Select(one => new ArrivedReading(
            Interlocked.Increment(ref _sequence),
            new Reading(
                sensor,
                now - TimeSpan.FromMinutes(one.MinutesAgo),
                Temperature.FromMilliCelsius(one.MilliCelsius),
                ReadingFlags.None)))];
        await server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(
            new Arrival
            {
                Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
                Journal = JournalId.Parse("0123456789abcdef0123456789abcdef", CultureInfo.InvariantCulture),
                StoredAt = now,
                Series = ArrivedSeries.Of(readings),
            },
            TestContext.Current.CancellationToken);
        await server.SettleAsync();
    }

    /// <summary>A logger in the unit says what was lowest and highest on a day so many days ago, at the hour it is now.</summary>
    public static async Task LoggerDayAsync(this ServerUnderTest server, string unit, int daysAgo, int lowest, int highest)
    {
        Instant now = server.Clock.GetCurrentInstant();
        SensorId sensor = SensorId.Parse(unit + "/top", CultureInfo.InvariantCulture);
        await server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(
            new Arrival
            {
                Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
                Journal = JournalId.Parse("0123456789abcdef0123456789abcdef", CultureInfo.InvariantCulture),
                StoredAt = now,
                Series = ArrivedSeries.Of(
                [
                    OfTheDay(sensor, now - TimeSpan.FromDays(daysAgo), lowest, ReadingFlags.DailyLow),
                    OfTheDay(sensor, now - TimeSpan.FromDays(daysAgo), highest, ReadingFlags.DailyHigh),
                ]),
            },
            TestContext.Current.CancellationToken);
    }

    private static ArrivedReading OfTheDay(SensorId sensor, Instant at, int milliCelsius, ReadingFlags side) => new(
        Interlocked.Increment(ref _sequence),
        new Reading(sensor, at, Temperature.FromMilliCelsius(milliCelsius), side | ReadingFlags.DeviceTime | ReadingFlags.Logger));

    /// <summary>The agent reports something of a unit and its sensor.</summary>
    public static Task HappenAsync(this ServerUnderTest server, string unit, string kind, int minutesAgo, string? detail = null) =>
        server.HappenAsync(minutesAgo, new WireEvent { Sequence = 0, Kind = kind, At = 0, Sensor = unit + "/top", Unit = unit, Detail = detail });

    /// <summary>The moment and the sequence are filled in.</summary>
    public static async Task HappenAsync(this ServerUnderTest server, int minutesAgo, WireEvent what)
    {
        Instant now = server.Clock.GetCurrentInstant();
        WireEvent happened = what with
        {
            Sequence = Interlocked.Increment(ref _sequence),
            At = (now - TimeSpan.FromMinutes(minutesAgo)).UnixMilliseconds,
        };
        await server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(
            new Arrival
            {
                Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
                Journal = JournalId.Parse("0123456789abcdef0123456789abcdef", CultureInfo.InvariantCulture),
                StoredAt = now,
                Events = [happened],
            },
            TestContext.Current.CancellationToken);
    }

    private static async Task SettleAsync(this ServerUnderTest server)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SqliteConnection history = new($"Data Source={Path.Combine(server.Directory, "history.db")};Mode=ReadOnly");
        await history.OpenAsync(token);
        await using SqliteCommand unjudged = history.CreateCommand();
        unjudged.CommandText = "SELECT (SELECT number FROM marks WHERE name = 'arrivals') - (SELECT number FROM marks WHERE name = 'judged')";
        await Eventually.HoldsAsync(() => (long)unjudged.ExecuteScalar()! == 0, "everything is judged", token);
    }
}
