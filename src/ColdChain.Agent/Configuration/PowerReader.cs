using ColdChain.Agent.Probes.Power;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>A source of kind power-command.</summary>
internal static class PowerReader
{
    public static PowerCommandOptions Read(SettingsSection section)
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        PowerCommandOptions options = new()
        {
            Name = section.Text("name", "a short name of the source, for the log"),
            Command = section.Words("command", "a program and its arguments, such as [\"/usr/local/bin/mains-power\"]"),
            Units = ReadUnits(section),
            LostExitCodes = section.Numbers("lostExitCodes", [1]),
            Every = section.Duration("every", PowerCommandOptions.DefaultEvery, second, TimeSpan.FromHours(1)),
            Timeout = section.Duration("timeout", PowerCommandOptions.DefaultTimeout, second, TimeSpan.FromMinutes(10)),
        };
        if (options.LostExitCodes.Contains(0))
        {
            section.Add("lostExitCodes", "0 is not allowed: it means that there is power");
        }

        return options;
    }

    private static List<StorageUnitId> ReadUnits(SettingsSection section)
    {
        List<StorageUnitId> units = [];
        foreach (string text in section.Words("units", "a list of storage units, such as [\"gaochuan/fridge-1\"]"))
        {
            if (StorageUnitId.TryParse(text, null, out StorageUnitId unit))
            {
                units.Add(unit);
            }
            else
            {
                section.Add("units", $"\"{text}\" is no id of a storage unit such as gaochuan/fridge-1");
            }
        }

        return units;
    }
}
