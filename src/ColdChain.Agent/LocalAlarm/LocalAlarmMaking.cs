using ColdChain.Agent.Intake;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Outputs.Command;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.LocalAlarm.Outputs.Siren;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Serial;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>Puts the local alarm together from the configuration. Opens nothing yet.</summary>
internal static class LocalAlarmMaking
{
    /// <param name="options">From the configuration.</param>
    /// <param name="lines">To the server.</param>
    /// <param name="sources">Sirens subscribe at the listeners among them.</param>
    /// <param name="clock">Both clocks.</param>
    /// <param name="log">Where it is told.</param>
    public static LocalAlarmRun Make(
        LocalAlarmOptions options,
        (IProfileLine Profiles, ServerContact Contact) lines,
        IReadOnlyList<ISensorSource> sources,
        TimeProvider clock,
        ILogger log)
    {
        IMqttOutlet[] outlets = [.. sources.OfType<MqttListenerSource>().Select(source => source.Outlet)];
        return new LocalAlarmRun(
            options, new LocalAlarmParts(lines.Profiles, lines.Contact, table => [.. Outputs(options, outlets, table, clock, log)]), clock, log);
    }

    private static IEnumerable<ILocalOutput> Outputs(
        LocalAlarmOptions options, IMqttOutlet[] outlets, AlarmTable table, TimeProvider clock, ILogger log)
    {
        if (options.Siren is { } siren)
        {
            yield return new SirenOutput(siren, outlets, clock);
        }

        if (options.Command is { } command)
        {
            yield return new CommandOutput(command, clock);
        }

        if (options.Gsm is { } gsm)
        {
            yield return new GsmOutput(gsm, SerialPorts.Create(), table.AcknowledgeFrom, clock, log);
        }
    }
}
