using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>The keys of a device profile of kind elitech.</summary>
internal static class ElitechProfileReader
{
    /// <summary>The driver that the protocol was taken from opens the port so; the maker's word is not known.</summary>
    private static readonly LineSettings Usual = new(115200, SerialParity.None, 1);

    public static ElitechProfile Read(string name, SettingsSection profile)
    {
        SettingsSection line = profile.Section("line");
        LineSettings settings = LineSettingsReader.Read(line, Usual);
        line.Close();
        return new ElitechProfile(
            name,
            settings,
            MeasuringRangeReader.Read(profile),
            [.. profile.Numbers("refusedModels", []).Select(model => (int)Math.Clamp(model, 0, byte.MaxValue))]);
    }
}
