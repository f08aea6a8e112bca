using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys type, wordOrder, scale and sentinels: the same in a configuration and in a profile.</summary>
internal static class RegisterMapReader
{
    public static RegisterMap Read(SettingsSection section)
    {
        RegisterType type = section.Choice<RegisterType>(
            "type",
            RegisterType.Signed16,
            ("int16", RegisterType.Signed16),
            ("uint16", RegisterType.Unsigned16),
            ("int32", RegisterType.Signed32),
            ("uint32", RegisterType.Unsigned32),
            ("float32", RegisterType.Ieee32));
        RegisterMap map = new(
            type,
            section.Choice<WordOrder>(
                "wordOrder", WordOrder.HighFirst, ("high-first", WordOrder.HighFirst), ("low-first", WordOrder.LowFirst)),
            section.Decimal("scale", type == RegisterType.Ieee32 ? 1m : 0.1m, -1000m, 1000m),
            section.Numbers("sentinels", type == RegisterType.Signed16 ? [short.MinValue] : []));
        if (map.Scale == 0)
        {
            section.Add("scale", "0 is not allowed: every reading would be 0");
        }

        return map;
    }
}
