using ColdChain.Core.Time;
using ColdChain.Server.Running;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Influx;

/// <summary>Lets the mirror work every few seconds, and less and less often while InfluxDB does not take anything.</summary>
internal sealed class InfluxMirrorLoop(
    InfluxMirror mirror, InfluxHome home, InfluxOptions options, TimeProvider clock, ILogger<InfluxMirrorLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(MirrorAsync, clock, log, stoppingToken);

    private async Task MirrorAsync(CancellationToken stoppingToken)
    {
        log.LogInformation("Finished days go to {Influx} with the {Client}", options, InfluxClients.Implementation);
        TimeSpan pause = Pause;
        string? trouble = null;
        int differing = 0;
        while (true)
        {
            (string? reason, TimeSpan? asked) = await TryStepAsync(stoppingToken);
            pause = reason is null ? Pause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            if (reason is not null && trouble is null)
            {
                log.LogWarning("InfluxDB does not take readings ({Reason}); they stay in our own file and are tried again", reason);
            }
            else if (reason is null && trouble is not null)
            {
                log.LogInformation("InfluxDB takes readings again; {Waiting} finished days of sensors wait", home.Waiting);
            }

            if (mirror.Differing > differing)
            {
                log.LogError(
                    "InfluxDB gave back {Count} days of sensors otherwise than they were written; they stay in our own file. Somebody else "
                    + "writes to the measurement {Measurement}", mirror.Differing, LineProtocol.Measurement);
            }

            (trouble, differing) = (reason, mirror.Differing);
            await Task.Delay(asked > pause ? asked.Value : pause, clock, stoppingToken);
        }
    }

    private async Task<(string? Reason, TimeSpan? Asked)> TryStepAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await mirror.StepAsync(clock.GetCurrentInstant(), cancellationToken) switch
            {
                InfluxOutcome.Busy busy => (busy.Reason, busy.RetryAfter > LongestPause ? LongestPause : busy.RetryAfter),
                InfluxOutcome.Refused refused => (refused.Reason, LongestPause),
                InfluxOutcome.Unreachable unreachable => (unreachable.Reason, null),
                _ => (null, null),
            };
        }
        catch (SqliteException fault)
        {
            return ($"our own file: {fault.Message}", null);
        }
    }
}
