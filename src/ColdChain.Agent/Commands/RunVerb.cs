using ColdChain.Agent.Buffer;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.Health.Watchdog;
using ColdChain.Agent.Intake;
using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace ColdChain.Agent.Commands;

/// <summary>Puts the parts together and keeps them running until the token ends them.</summary>
internal sealed class RunVerb(AgentSettings settings, TextWriter errors, TimeProvider clock)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        AgentLock? alone = null;
        try
        {
            alone = AgentLock.Take(settings.DataDirectory);
            await RunLoggedAsync(cancellationToken);
            return ExitCode.Done;
        }
#pragma warning disable CA1031 // The outermost boundary: the last words are written before the process ends.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await errors.WriteLineAsync(alone is null
                ? $"{settings.DataDirectory} cannot be used: {fault.Message} Does another agent run on it? Every agent needs a data directory of its own."
                : $"The agent cannot go on: {fault}");
            return alone is null ? ExitCode.AlreadyRunning : ExitCode.Failed;
        }
        finally
        {
            alone?.Dispose();
        }
    }

    private async Task RunLoggedAsync(CancellationToken cancellationToken)
    {
        await using Serilog.Core.Logger serilog = AgentLog.Create(settings.Plumbing.Log);
        using SerilogLoggerFactory logs = new(serilog);
        ILogger log = logs.CreateLogger("ColdChain.Agent");
        log.LogInformation(
            "Agent {Agent} of {Facility} starts: {Sources} sources, server {Server}, data in {Directory}",
            settings.Agent,
            settings.Facility?.ToString() ?? "(no facility)",
            settings.Sources.Count,
            settings.Plumbing.Forwarding.ServerUrl,
            settings.DataDirectory);
        await using SqliteReadingBuffer buffer = new(settings.Plumbing.Buffer, clock, log);
        await WorkAsync(buffer, logs, log, cancellationToken);
        log.LogInformation("Agent {Agent} has stopped", settings.Agent);
    }

    private async Task WorkAsync(SqliteReadingBuffer buffer, ILoggerFactory logs, ILogger log, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using HttpServerLine http = new(settings.Plumbing.Forwarding, clock);
        using SystemdSocket? systemd = SystemdSocket.Open(
            Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            Environment.GetEnvironmentVariable("WATCHDOG_PID"));
        using HttpProfileLine profiles = new(settings.Plumbing.Forwarding);
        RootKeepingLine line = new(http, new RootsFile(settings.DataDirectory, log));
        ServerContact contact = new(new TimekeepingLine(line, buffer, clock, log), clock);
        IReadOnlyList<ISensorSource> sources = [.. settings.Sources.Select(source => SourceFactory.Make(source, clock, logs))];
        using LocalAlarmRun? alarm = settings.Plumbing.LocalAlarm is { } options
            ? LocalAlarmMaking.Make(options, (profiles, contact), sources, clock, log)
            : null;
        sources = [new StartSource(settings, clock), .. sources, .. alarm is null ? (IEnumerable<ISensorSource>)[] : [alarm.Source]];
        AgentHealth health = new(sources.Select(source => source.Name), clock.GetCurrentInstant());
        HealthReporter reporter = new(health, buffer, settings.DataDirectory);
        IServerLine server = new ReportingServerLine(contact, health, reporter, clock);
        StatusViews views = new(settings.Agent, health, buffer, reporter, clock) { Desk = alarm?.Desk };
        Task page = new StatusServer(settings.Plumbing.StatusPage, views, clock, log).RunAsync(stopping.Token);
        Task watchdog = systemd is null
            ? Task.CompletedTask
            : new WatchdogLoop(systemd, health, buffer, clock, log).RunAsync(stopping.Token);
        Task intake = new ReadingIntake(buffer, clock, new RetryOptions(), log) { Watchers = alarm is null ? [health] : [alarm, health] }
            .RunAsync(sources, stopping.Token);
        Task forwarding = new Forwarder(buffer, server, settings.Plumbing.Forwarding, clock, log).RunAsync(stopping.Token);
        Task alarming = alarm?.RunAsync(stopping.Token) ?? Task.CompletedTask;

        // Neither ends by itself before the token; whichever does has failed, and takes the other along.
        await Task.WhenAny(intake, forwarding);
        await stopping.CancelAsync();
        await Task.WhenAll(intake, forwarding, alarming, page, watchdog);
    }
}
