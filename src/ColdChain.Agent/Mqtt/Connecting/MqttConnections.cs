using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>Which MQTT client this build uses; chosen with -p:OfficialClients=true (docs/dependencies.md).</summary>
public static class MqttConnections
{
#if OFFICIAL_CLIENTS
    public const string Implementation = "MQTTnet";

    public static IMqttConnection Create(MqttConnectionSettings settings, TimeProvider clock, ILogger log) =>
        new Official.MqttNetConnection(settings, clock, log);
#else
    public const string Implementation = "own MQTT 3.1.1 client";

    public static IMqttConnection Create(MqttConnectionSettings settings, TimeProvider clock, ILogger log) =>
        new MqttConnection(settings, clock, log);
#endif
}
