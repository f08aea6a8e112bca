using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Lets the sealer work once a minute, and sooner when much waits for it; then the day's root is made.</summary>
internal sealed class SealingLoop(
    HistorySealer sealer, RootMaker roots, HistoryMemory memory, TimeProvider clock, ILogger<SealingLoop> log)
    : BackgroundService
{
    /// <summary>Nobody waits for a day to be sealed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>While a backlog streams in, memory is what there is least of.</summary>
    private static readonly TimeSpan PauseUnderLoad = TimeSpan.FromSeconds(1);

    /// <summary>Open readings that a county does not have by itself.</summary>
    private const long Much = 1_500_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(PauseUnderLoad, clock);
        Instant last = clock.GetCurrentInstant();
        foreach (string damage in memory.Damages)
        {
            log.LogError("The history was changed behind the server's back: {Damage}. Run 'coldchain-server verify'", damage);
        }

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Instant now = clock.GetCurrentInstant();
            if (now - last < Pause && now >= last && memory.OpenReadings < Much)
            {
                continue;
            }

            last = now;
            try
            {
                await sealer.SealDueAsync(now, stoppingToken);
                await roots.MakeDueAsync(now, stoppingToken);
            }
            catch (SqliteException fault)
            {
                log.LogError("Finished days could not be sealed; trying again in a minute: {Reason}", fault.Message);
            }
        }
    }
}
