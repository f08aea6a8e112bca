using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Health;

/// <summary>A view of an agent that is well: one fridge at 4.37 °C, one source, a server that answered.</summary>
internal static class Views
{
    public static readonly Instant Now = Some.Morning + TimeSpan.FromSeconds(4_400);

    public static StatusView Well { get; } = new()
    {
        Agent = "gaochuan-gateway",
        Now = Now,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        Waiting = 0,
        BufferBytes = 4 * 1024 * 1024,
        Health = new HealthSnapshot
        {
            StartedAt = Some.Morning,
            StoredReadings = 17,
            Server = new ServerStanding(Now, null, TimeSpan.FromSeconds(2)),
            Sources = [new SourceStanding("bus-1", null, Some.Morning)],
            Sensors = [new SensorStanding(Some.Sensor, Some.Reading(4_370), null, "battery 97 %")],
            Power = [],
        },
    };

    public static LocalAlarmLine Alarm { get; } =
        new("a/1", "1号冰箱 9.1 °C，超温。", "Fridge 1 is at 9.1 °C, too warm.", Now, AcknowledgedBy: null);

    public static StatusView With(Func<HealthSnapshot, HealthSnapshot> change) => Well with { Health = change(Well.Health) };
}
