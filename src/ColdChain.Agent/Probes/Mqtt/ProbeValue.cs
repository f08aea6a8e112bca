using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>What a payload has to say about one probe.</summary>
public abstract record ProbeValue
{
    /// <summary>The message is about something else: neither good nor bad.</summary>
    public static readonly ProbeValue Nothing = new NotSaid();

    private ProbeValue()
    {
    }

    public sealed record Measured(Temperature Value) : ProbeValue
    {
        /// <summary>By the device's clock where it can be believed, else when the message came.</summary>
        public Instant At { get; init; }

        public ReadingFlags Flags { get; init; }
    }

    /// <summary>A fault, and its details for people.</summary>
    public sealed record Faulty(SensorFault Fault, string Detail) : ProbeValue;

    public sealed record NotSaid : ProbeValue;

    internal static Faulty Sentinel(decimal number, string why) =>
        new(SensorFault.Sentinel, string.Create(CultureInfo.InvariantCulture, $"{number} {why}"));

    internal static Faulty OutOfRange(decimal number) =>
        new(SensorFault.OutOfRange, string.Create(
            CultureInfo.InvariantCulture, $"{number} cannot be a temperature of a store ({ReadingLimits.Coldest} to {ReadingLimits.Hottest} °C)"));
}
