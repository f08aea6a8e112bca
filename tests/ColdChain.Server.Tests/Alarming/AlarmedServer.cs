using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>The whole server with its local inbox: messages travel over real SMTP and HTTP, links are followed over HTTP.</summary>
internal sealed class AlarmedServer : IAsyncDisposable
{
    private AlarmedServer(ServerUnderTest server) => Server = server;

    public ServerUnderTest Server { get; }

    public Inbox Inbox => Server.App.Services.GetRequiredService<Inbox>();

    public Instant Now => Server.Clock.GetCurrentInstant();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<AlarmedServer> StartAsync() => StartAsync(new Dictionary<string, string?>());

    public static async Task<AlarmedServer> StartAsync(IReadOnlyDictionary<string, string?> settings) => new(await ServerUnderTest.StartAsync(
        new Dictionary<string, string?>(settings) { ["Alarming:LocalInbox"] = "true", ["Alarming:SweepEvery"] = "00:01:00" }));

    /// <summary>A fridge of this unit is out of range and its rule has fallen due.</summary>
    public async Task<long> WarmAsync(string unit) => await InRecordsAsync(async records =>
    {
        ExcursionEntry entry = new()
        {
            StorageUnitId = StorageUnitId.Parse(unit, null),
            SensorId = SensorId.Parse($"{unit}/top", null),
            FacilityId = FacilityId.Parse(unit.Split('/')[0], null),
            Side = LimitSide.High,
            Limit = Temperature.FromMilliCelsius(8_000),
            LimitIsInclusive = true,
            ProfileId = "CN-IMM/fridge",
            ProfileVersion = 1,
            StartedAt = Now - TimeSpan.FromMinutes(10),
            Peak = Temperature.FromMilliCelsius(9_600),
            PeakAt = Now,
            AlarmRuleId = "cn-imm.high.10min",
            AlarmDueAt = Now,
            DiscoveredAt = Now,
        };
        records.Add(entry);
        await records.SaveChangesAsync(Token);
        records.Add(Notice(entry.Id, ExcursionNoticeKind.AlarmDue));
        await records.SaveChangesAsync(Token);
        return entry.Id;
    });

    public Task CoolAsync(long excursionId) => InRecordsAsync(async records =>
    {
        ExcursionEntry entry = await records.Set<ExcursionEntry>().SingleAsync(candidate => candidate.Id == excursionId, Token);
        entry.EndedAt = Now;
        records.Add(Notice(excursionId, ExcursionNoticeKind.Closed));
        return await records.SaveChangesAsync(Token);
    });

    public async Task RunAsync()
    {
        AlarmPipeline pipeline = Server.App.Services.GetRequiredService<AlarmPipeline>();
        await pipeline.SweepAsync(Token);
        foreach (ContactWay way in Enum.GetValues<ContactWay>())
        {
            await pipeline.DeliverAsync(way, Token);
        }

        // The server's own jobs may have been quicker, and may still be at it.
        await Eventually.HoldsAsync(
            async () => !await InRecordsAsync(records => records.Set<OutboxMessage>()
                .AnyAsync(message => message.State == OutboxState.Pending, Token)),
            "everything in the outbox has been sent",
            Eventually.DefaultBound,
            Token);
    }

    /// <summary>Warms a fridge, lets the alarm travel, and gives the path of the link in the newest message.</summary>
    public async Task<string> LinkOfNewAlarmAsync(string unit = "gaochuan/fridge-1")
    {
        await WarmAsync(unit);
        await RunAsync();
        return NewestLink();
    }

    public string NewestLink() => new Uri(Inbox.Messages[0].Text.Split('\n')[^1].Trim()).PathAndQuery;

    public async Task<Alarm> AlarmAsync() =>
        await InRecordsAsync(records => records.Set<Alarm>().AsNoTracking().OrderBy(alarm => alarm.Id).LastAsync(Token));

    public async Task<T> InRecordsAsync<T>(Func<RecordsDbContext, Task<T>> work)
    {
        await using AsyncServiceScope scope = Server.App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private ExcursionNotice Notice(long excursionId, ExcursionNoticeKind kind) => new()
    {
        ExcursionId = excursionId,
        Kind = kind,
        At = Now,
        WrittenAt = Now,
        WasOverWhenDiscovered = false,
        Revision = 1,
    };
}
