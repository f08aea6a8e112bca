using ColdChain.Server.Running;

namespace ColdChain.Server.Integrity;

/// <summary>Looks every ten minutes whether a root has to be mailed.</summary>
internal sealed class RootMailLoop(RootMailer mailer, IntegrityOptions options, TimeProvider clock, ILogger<RootMailLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(MailAsync, clock, log, stoppingToken);

    private async Task MailAsync(CancellationToken stoppingToken)
    {
        if (options.MailRootsTo.Count == 0)
        {
            return;
        }

        using PeriodicTimer timer = new(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await mailer.SendDueAsync(stoppingToken);
            }
            catch (IOException fault)
            {
                log.LogError("It cannot be noted which daily roots were mailed: {Reason}; they may be mailed again", fault.Message);
            }
        }
    }
}
