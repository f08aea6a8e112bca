using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Faults;

/// <summary>The excursions of a series in one pass, and those that a server has on record: begin, end, peak.</summary>
internal static class ExcursionTruth
{
    public static HashSet<(long, long?, int)> InOnePass(SensorId sensor, SortedDictionary<long, int> truth)
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach ((long at, int value) in truth)
        {
            run.Take(new Reading(sensor, Instant.FromUnixMilliseconds(at), Temperature.FromMilliCelsius(value), ReadingFlags.None));
        }

        return [.. run.FoundBy(ServerUnderTest.Start)
            .Select(one => (one.StartedAt.UnixMilliseconds, one.EndedAt?.UnixMilliseconds, one.Peak.MilliCelsius))];
    }

    public static async Task<HashSet<(long, long?, int)>> RecordedAsync(ServerUnderTest server, SensorId sensor)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        List<ExcursionEntry> entries = await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => entry.SensorId == sensor && entry.RetractedAt == null).ToListAsync(TestContext.Current.CancellationToken);
        return [.. entries.Select(one => (one.StartedAt.UnixMilliseconds, one.EndedAt?.UnixMilliseconds, one.Peak.MilliCelsius))];
    }

    /// <summary>Nothing waits to be judged.</summary>
    public static bool HasRested(ServerUnderTest server)
    {
        using SqliteConnection history = server.App.Services.GetRequiredService<HistoryFile>().OpenToRead();
        return HistorySchema.Scalar(
            history, "SELECT (SELECT number FROM marks WHERE name = 'arrivals') - (SELECT number FROM marks WHERE name = 'judged')") == 0;
    }
}
