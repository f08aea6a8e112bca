namespace ColdChain.Server.Running;

/// <summary>Work beside the answers of the server that outlives whatever it meets.</summary>
/// <remarks>
/// An exception that leaves a background service ends the server, and with it everybody's alarms: a key that cannot be read or
/// a mistake of ours in sealing is not worth that. It is told each time, with where it happened.
/// </remarks>
internal static class Enduring
{
    /// <summary>Before it begins anew.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Until the work ends by itself, or the server stops.</summary>
    public static async Task RunAsync(Func<CancellationToken, Task> work, TimeProvider clock, ILogger log, CancellationToken stoppingToken)
    {
        bool isOver = false;
        while (!isOver)
        {
            try
            {
                await work(stoppingToken);
                isOver = true;
            }
#pragma warning disable CA1031 // The boundary of the work.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError(fault, "Work of the server broke off and begins anew in a minute: {Reason}", fault.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }
}
