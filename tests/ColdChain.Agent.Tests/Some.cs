using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests;

/// <summary>Valid things with everything that a test does not care about filled in.</summary>
internal static class Some
{
    public static readonly SensorId Sensor = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    public static readonly Instant Morning = Instant.FromUnixMilliseconds(1_777_600_000_000);

    public static Reading Reading(int milliCelsius) => new(
        Sensor, Morning + TimeSpan.FromSeconds(milliCelsius), Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None);

    public static Observation.Measured Measured(params int[] milliCelsius) => Measured(null, milliCelsius);

    public static Observation.Measured Measured(MessageOrigin? origin, params int[] milliCelsius) => new(
        [.. milliCelsius.Select(Reading)], Morning, origin, [], _ => ValueTask.CompletedTask);

    public static MessageOrigin Message(ushort packet, string hash, bool isRedelivery = false, string client = "probe-7") =>
        new("mqtt-listener", client, packet, hash, isRedelivery);

    public static Observation.Happened Event(string kind) => new(new WireEvent
    {
        Sequence = 0,
        Kind = kind,
        At = Morning.UnixMilliseconds,
        Sensor = Sensor.ToString(),
        Detail = "why",
    });
}
