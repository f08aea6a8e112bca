using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Pages;

/// <summary>Puts readings and excursions straight into a server's stores, so that a page has something to show.</summary>
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
    }

    /// <summary>An excursion as monitoring writes it; where the readings have made monitoring find it, that one.</summary>
    public static async Task<ExcursionEntry> WarmAsync(
        this ServerUnderTest server, string unit, Instant startedAt, Instant? endedAt, bool hasAlarm)
    {
        await server.App.Services.GetRequiredService<MonitoringLoop>().JudgeAllAsync(TestContext.Current.CancellationToken);
        ExcursionEntry entry = new()
        {
            StorageUnitId = StorageUnitId.Parse(unit, CultureInfo.InvariantCulture),
            SensorId = SensorId.Parse(unit + "/top", CultureInfo.InvariantCulture),
            FacilityId = FacilityId.Parse(unit[..unit.IndexOf('/', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
            Side = LimitSide.High,
            Limit = StandardProfiles.CnImmFridge.High!.Value,
            LimitIsInclusive = true,
            ProfileId = StandardProfiles.CnImmFridge.Id,
            ProfileVersion = 1,
            StartedAt = startedAt,
            EndedAt = endedAt,
            Peak = Temperature.FromMilliCelsius(9_400),
            PeakAt = startedAt,
            OutMilliseconds = (long)((endedAt ?? server.Clock.GetCurrentInstant()) - startedAt).TotalMilliseconds,
            AlarmDueAt = hasAlarm ? startedAt + TimeSpan.FromMinutes(10) : null,
            DiscoveredAt = startedAt,
        };
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        ExcursionEntry? found = await records.Set<ExcursionEntry>().SingleOrDefaultAsync(
            candidate => candidate.SensorId == entry.SensorId && candidate.StartedAt == startedAt && candidate.RetractedAt == null,
            TestContext.Current.CancellationToken);
        if (found is null)
        {
            records.Add(entry);
        }
        else
        {
            (found.EndedAt, found.AlarmDueAt) = (entry.EndedAt, entry.AlarmDueAt);
            (found.Peak, found.OutMilliseconds) = (entry.Peak, entry.OutMilliseconds);
        }

        await records.SaveChangesAsync(TestContext.Current.CancellationToken);
        return found ?? entry;
    }
}
