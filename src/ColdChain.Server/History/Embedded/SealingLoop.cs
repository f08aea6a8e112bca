using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;

namespace ColdChain.Server.History.Embedded;

/// <summary>Lets the sealer work once a minute, and sooner when much waits for it; then the day's root is made, and what is old is bound.</summary>
internal sealed class SealingLoop(
    FinishedDays days, HistoryMemory memory, TimeProvider clock, ILogger<SealingLoop> log)
    : BackgroundService
{
    /// <summary>Nobody waits for a day to be sealed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>While a backlog streams in, memory is what there is least of.</summary>
    private static readonly TimeSpan PauseUnderLoad = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(TendAsync, clock, log, stoppingToken);

    private async Task TendAsync(CancellationToken stoppingToken)
    {
        HashSet<string> told = new(StringComparer.Ordinal);
        while (true)
        {
            // Of what the start found, before anything else: the next commit takes the trace of it away.
            foreach (string damage in memory.Damages.Where(told.Add))
            {
                log.LogError("The history was changed behind the server's back: {Damage}. Run 'coldchain-server verify'", damage);
            }

            bool isMuch = await WaitAsync(stoppingToken);
            Instant now = clock.GetCurrentInstant();
            try
            {
                await days.TendAsync(now, stoppingToken);
            }
            catch (Exception fault) when (RecordsFault.Is(fault))
            {
                log.LogError("Finished days could not be sealed, put under a root or bound; trying again in a minute: {Reason}", fault.Message);
            }

            memory.Tended();
            if (isMuch)
            {
                await Task.Delay(PauseUnderLoad, clock, stoppingToken);
            }
        }
    }

    /// <summary>A minute, or until there is much: true then.</summary>
    private async Task<bool> WaitAsync(CancellationToken stoppingToken)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task pause = Task.Delay(Pause, clock, enough.Token);
        Task much = memory.WaitUntilMuchAsync(enough.Token);
        Task first = await Task.WhenAny(pause, much);
        await enough.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
        return first == much;
    }
}
