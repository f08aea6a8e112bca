using System.Threading.Channels;
using ColdChain.Agent.Mqtt.Outlets;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>What all connections of one listener share.</summary>
internal sealed record ListenerRoom(
    MqttListenerSettings Settings,
    ClientDirectory Clients,
    ChannelWriter<MqttDelivery> Deliveries,
    MqttOutlet Outlet,
    TimeProvider Clock,
    ILogger Log)
{
    public ComplaintLog Complaints { get; } = new(Log, Clock);
}
