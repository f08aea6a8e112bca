using System.Globalization;
using ColdChain.Agent.Buffer;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Health.Watchdog;

/// <summary>Tells systemd that the agent is ready, how it is, and that it lives.</summary>
/// <remarks>
/// It lives when its buffer answers, be it with "the disk is full": only a hang is cured by a new start. So a word goes
/// out after each answer of the buffer, at half the watchdog's period, and none when the answer stays away.
/// </remarks>
public sealed class WatchdogLoop(
    SystemdSocket systemd, AgentHealth health, IReadingBuffer buffer, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        systemd.Tell("READY=1");
        log.LogInformation("systemd is told that the agent lives every {Period}", Period);
        while (!cancellationToken.IsCancellationRequested)
        {
            await AnswerAsync();
            systemd.Tell("WATCHDOG=1");
            HealthSnapshot now = health.Snapshot();
            systemd.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"STATUS={now.StoredReadings} readings stored, server {now.Server.Trouble ?? "reached"}"));
            await Task.Delay(Period, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        systemd.Tell("STOPPING=1");
    }

    private async Task AnswerAsync()
    {
        try
        {
            await buffer.CountAsync(CancellationToken.None);
        }
        catch (JournalFaultException)
        {
            // It answers; what is wrong with the disk is told elsewhere, and a new start would not mend it.
        }
    }

    private TimeSpan Period => systemd.Watchdog is { } watchdog ? watchdog / 2 : Unwatched;
}
