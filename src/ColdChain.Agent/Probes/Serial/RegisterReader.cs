using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Registers to a temperature. Pure; rounds once, to the thousandth of a degree.</summary>
public static class RegisterReader
{
    /// <summary>Beyond any temperature on any scale factor we allow; keeps the arithmetic inside decimal.</summary>
    private const float LargestFloat = 1e9f;

    /// <summary>The number that the registers hold, before any scale; null for a float that is none (NaN) or beyond 10^9.</summary>
    public static decimal? Raw(ushort first, ushort second, RegisterMap map)
    {
        uint both = map.Order switch
        {
            WordOrder.HighFirst => ((uint)first << 16) | second,
            WordOrder.LowFirst => ((uint)second << 16) | first,
        };
        return map.Type switch
        {
            RegisterType.Signed16 => unchecked((short)first),
            RegisterType.Unsigned16 => first,
            RegisterType.Signed32 => unchecked((int)both),
            RegisterType.Unsigned32 => both,
            RegisterType.Ieee32 => Whole(BitConverter.UInt32BitsToSingle(both)),
        };
    }

    public static RegisterOutcome Read(ushort first, ushort second, RegisterMap map)
    {
        decimal? raw = Raw(first, second, map);
        if (raw is not { } value)
        {
            // A probe that is missing is NaN to most float transmitters.
            bool isNone = float.IsNaN(BitConverter.UInt32BitsToSingle(
                map.Order == WordOrder.HighFirst ? ((uint)first << 16) | second : ((uint)second << 16) | first));
            return new RegisterOutcome(default, isNone ? SensorFault.Sentinel : SensorFault.OutOfRange);
        }

        return IsSentinel(value, map) ? new RegisterOutcome(default, SensorFault.Sentinel) : Judge(value * map.Scale);
    }

    private static decimal? Whole(float raw) => MathF.Abs(raw) < LargestFloat ? (decimal)raw : null;

    private static bool IsSentinel(decimal raw, RegisterMap map)
    {
        for (int i = 0; i < map.Sentinels.Count; i++)
        {
            if (map.Sentinels[i] == raw)
            {
                return true;
            }
        }

        return false;
    }

    private static RegisterOutcome Judge(decimal celsius)
    {
        if (celsius < ReadingLimits.Coldest.MilliCelsius / 1000m || celsius > ReadingLimits.Hottest.MilliCelsius / 1000m)
        {
            return new RegisterOutcome(default, SensorFault.OutOfRange);
        }

        return new RegisterOutcome(Temperature.FromCelsius(celsius), null);
    }
}
