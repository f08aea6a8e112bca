namespace ColdChain.Server.Persistence;

/// <summary>Looks every few seconds whether the records are still ours alone, so that the lock is taken again also while nobody writes.</summary>
internal sealed class RecordsSeatLoop(IRecordsDatabase database, TimeProvider clock, ILogger<RecordsSeatLoop> log) : BackgroundService
{
    /// <summary>How long a second server could find the lock free after our connection broke.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.NeedsWatch)
        {
            return;
        }

        bool wasOurs = true;
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            bool isOurs = await AskAsync(stoppingToken);
            if (isOurs && !wasOurs)
            {
                log.LogWarning("The records are ours to write again");
            }
            else if (!isOurs && wasOurs)
            {
                log.LogError("The records are not ours to write: another server has their lock, or the database is away. Writes are refused with 503");
            }

            wasOurs = isOurs;
        }
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.IsAloneAsync(cancellationToken);
        }
        catch (Exception fault) when (RecordsFault.Is(fault))
        {
            return false;
        }
    }
}
