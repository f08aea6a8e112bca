using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>An answer of the logger, or why there is none.</summary>
internal readonly record struct ElitechReply<T>(T? Value, SensorFault? Fault, string Detail, bool IsGone)
{
    public static ElitechReply<T> Of(T value) => new(value, null, string.Empty, false);

    public static ElitechReply<T> Failed(SensorFault fault, string detail) => new(default, fault, detail, false);

    public static ElitechReply<T> PortGone => new(default, SensorFault.NoAnswer, "the port is gone", true);

    /// <summary>The same failure, of another question.</summary>
    public ElitechReply<TOther> As<TOther>() => new(default, Fault, Detail, IsGone);
}
