using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
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
    public static async Task HoldAsync(this ServerUnderTest server, string unit, int milliCelsius, int fromMinutesAgo, int untilMinutesAgo = 0)
    {
        Instant now = server.Clock.GetCurrentInstant();
        List<ArrivedReading> readings = [];
        for (int minute = fromMinutesAgo; minute >= untilMinutesAgo; minute--)
        {
            readings.Add(new ArrivedReading(
                Interlocked.Increment(ref _sequence),
                new Reading(
                    SensorId.Parse(unit + "/top", CultureInfo.InvariantCulture),
                    now - TimeSpan.FromMinutes(minute),
                    Temperature.FromMilliCelsius(milliCelsius),
                    ReadingFlags.None)));
        }

        await server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(
            new Arrival
            {
                Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
                Journal = JournalId.Parse("0123456789abcdef0123456789abcdef", CultureInfo.InvariantCulture),
                StoredAt = now,
                Readings = readings,
            },
            TestContext.Current.CancellationToken);
        await server.SettleAsync();
    }

    private static async Task SettleAsync(this ServerUnderTest server)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SqliteConnection history = new($"Data Source={Path.Combine(server.Directory, "history.db")};Mode=ReadOnly");
        await history.OpenAsync(token);
        await using SqliteCommand unjudged = history.CreateCommand();
        unjudged.CommandText = "SELECT count(*) FROM unjudged WHERE from_ms IS NOT NULL OR taken_from_ms IS NOT NULL";
        await Eventually.HoldsAsync(() => (long)unjudged.ExecuteScalar()! == 0, "everything is judged", token);
    }
}
