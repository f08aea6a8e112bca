using ColdChain.Agent.Probes.Mqtt;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Rules that tests share.</summary>
internal static class Topics
{
    public static MqttTopicOptions Json { get; } = new()
    {
        Topic = "coldchain/+/+/reading",
        Sensor = "gaochuan/{1}/{2}",
        Time = "time",
        Probe = "ds18b20",
        Sentinels = [327.67m],
    };

    public static MqttTopicOptions Number { get; } = new()
    {
        Topic = "fridge-2/sensor/probe/state",
        Sensor = "gaochuan/fridge-2/probe",
        Format = "number",
    };
}
