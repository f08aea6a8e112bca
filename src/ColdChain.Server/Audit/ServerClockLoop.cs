using System.Globalization;
using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>Notices when the server's own clock is set: by the monotonic clock while it runs, by the newest audit row at a start.</summary>
/// <remarks>A clock that was set forward while the server was off looks like time that passed; nothing here can tell.</remarks>
internal sealed class ServerClockLoop(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ServerClockLoop> log) : BackgroundService
{
    /// <summary>Synchronisation that slews stays below it; a step by a person or by NTP is above [P].</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(WatchAsync, clock, log, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        (Instant wall, long ticks) = (clock.GetCurrentInstant(), clock.GetTimestamp());
        await AtStartAsync(wall, stoppingToken);
        while (true)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            Instant expected = wall + clock.GetElapsedTime(ticks);
            (wall, ticks) = (clock.GetCurrentInstant(), clock.GetTimestamp());
            if ((wall - expected).Duration() > Tolerance)
            {
                await TellAsync(expected, wall, "the server's clock was set while it ran", stoppingToken);
            }
        }
    }

    private async Task AtStartAsync(Instant now, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        Instant? newest = await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries
            .OrderByDescending(entry => entry.Id).Select(entry => (Instant?)entry.At).FirstOrDefaultAsync(cancellationToken);
        if (newest is { } last && last - now > Tolerance)
        {
            await TellAsync(last, now, "at the start the server's clock is behind the newest audit row", cancellationToken);
        }
    }

    private async Task TellAsync(Instant expected, Instant shown, string why, CancellationToken cancellationToken)
    {
        double seconds = (shown - expected).TotalSeconds;
        log.LogWarning("{Why}: by {Seconds:0.0} s", why, seconds);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(
                new AuditAct(AuditActions.ClockChange, "server", string.Create(CultureInfo.InvariantCulture, $"{seconds:+0.0;-0.0} s"))
                {
                    OldValues = AuditValues.Write(new Dictionary<string, string?> { ["Clock"] = expected.ToString() }),
                    NewValues = AuditValues.Write(new Dictionary<string, string?> { ["Clock"] = shown.ToString() }),
                    Reason = why,
                },
                cancellationToken);
        }
        catch (Exception fault) when (RecordsFault.Is(fault))
        {
            log.LogError("A change of the clock could not be put on the audit trail: {Reason}", fault.Message);
        }
    }
}
