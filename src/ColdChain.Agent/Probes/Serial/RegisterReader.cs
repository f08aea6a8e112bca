using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Registers to a temperature. Pure; rounds once, to the thousandth of a degree.</summary>
public static class RegisterReader
{
    /// <summary>Beyond any temperature on any scale factor we allow; keeps the arithmetic inside decimal.</summary>
    private const float LargestFloat = 1e9f;

    public static RegisterOutcome Read(ushort first, ushort second, RegisterMap map)
    {
        uint both = map.Order switch
        {
            WordOrder.HighFirst => ((uint)first << 16) | second,
            WordOrder.LowFirst => ((uint)second << 16) | first,
        };
        if (map.Type == RegisterType.Ieee32)
        {
            return ReadFloat(BitConverter.UInt32BitsToSingle(both), map);
        }

        long raw = map.Type switch
        {
            RegisterType.Signed16 => unchecked((short)first),
            RegisterType.Unsigned16 => first,
            RegisterType.Signed32 => unchecked((int)both),
            RegisterType.Unsigned32 or RegisterType.Ieee32 => both,
        };
        return IsSentinel(raw, map) ? new RegisterOutcome(default, SensorFault.Sentinel) : Judge(raw * map.Scale);
    }

    private static RegisterOutcome ReadFloat(float raw, RegisterMap map)
    {
        // A probe that is missing is NaN to most float transmitters.
        if (float.IsNaN(raw) || (MathF.Abs(raw) < LargestFloat && float.IsInteger(raw) && IsSentinel((long)raw, map)))
        {
            return new RegisterOutcome(default, SensorFault.Sentinel);
        }

        return MathF.Abs(raw) < LargestFloat
            ? Judge((decimal)raw * map.Scale)
            : new RegisterOutcome(default, SensorFault.OutOfRange);
    }

    private static bool IsSentinel(long raw, RegisterMap map)
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
