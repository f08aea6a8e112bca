using ColdChain.Agent.Configuration;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Files;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Power;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Agent.Probes.Serial.Lines;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Commands;

/// <summary>Makes the source that a section of the configuration describes. Opens nothing yet.</summary>
internal static class SourceFactory
{
    public static ISensorSource Make(SourceSettings settings, TimeProvider clock, ILoggerFactory logs) => settings switch
    {
        SourceSettings.ModbusRtu bus => new SerialBusSource(bus.Options, SerialPorts.Create(), clock),
        SourceSettings.AsciiLine line => new SerialLineSource(line.Options, SerialPorts.Create(), clock),
        SourceSettings.Elitech logger => new ElitechSource(logger.Options, SerialPorts.Create(), clock),
        SourceSettings.Kernel kernel => new KernelSource(kernel.Options, clock),
        SourceSettings.MqttListener listener => new MqttListenerSource(
            listener.Options, clock, logs.CreateLogger<MqttListenerSource>()),
        SourceSettings.MqttBroker broker => new MqttBrokerSource(
            broker.Options, clock, logs.CreateLogger<MqttBrokerSource>()),
        SourceSettings.PowerCommand power => new PowerCommandSource(power.Options, clock),
        SourceSettings.LoggerFiles files => new LoggerFilesSource(files.Options, clock),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
