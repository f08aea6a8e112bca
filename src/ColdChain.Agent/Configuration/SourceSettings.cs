using ColdChain.Agent.Probes.Files;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Power;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.Configuration;

/// <summary>One way in, as configured.</summary>
public abstract record SourceSettings
{
    private SourceSettings()
    {
    }

    public abstract string Name { get; }

    public sealed record ModbusRtu(SerialBusOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record AsciiLine(SerialLineOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record Elitech(ElitechOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record Kernel(KernelOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record MqttListener(MqttListenerOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record LoggerFiles(LoggerFilesOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record MqttBroker(MqttBrokerOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }

    public sealed record PowerCommand(PowerCommandOptions Options) : SourceSettings
    {
        public override string Name => Options.Name;
    }
}
