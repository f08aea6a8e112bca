using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Configuration;

/// <summary>A list of values that name a fault: { "raw", "fault", "says" }.</summary>
internal static class RawCodeReader
{
    public static IReadOnlyList<RawCode> Read(SettingsSection section, string key)
    {
        if (!section.Has(key))
        {
            return [];
        }

        List<RawCode> codes = [];
        foreach (SettingsSection one in section.Sections(key, "codes"))
        {
            codes.Add(new RawCode(
                one.Decimal("raw", 0, int.MinValue, uint.MaxValue),
                Fault(one, "fault"),
                one.Text("says", "what the maker means by it")));
            if (!one.Has("raw"))
            {
                one.Add("raw", "is missing: the value, as the device sends it");
            }

            one.Close();
        }

        return codes;
    }

    public static SensorFault Fault(SettingsSection section, string key) => section.Choice<SensorFault>(
        key,
        null,
        ("probe-missing", SensorFault.ProbeMissing),
        ("sentinel", SensorFault.Sentinel),
        ("out-of-range", SensorFault.OutOfRange),
        ("no-answer", SensorFault.NoAnswer),
        ("garbled", SensorFault.Garbled),
        ("device-error", SensorFault.DeviceError));
}
