using System.Globalization;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>The keys of a device profile of kind modbus-rtu.</summary>
internal static class ModbusProfileReader
{
    /// <summary>What one question may ask for at most (Application Protocol 1.1b3, 6.3).</summary>
    private const int MostRegisters = 125;

    public static ModbusProfile Read(string name, SettingsSection profile)
    {
        SettingsSection line = profile.Section("line");
        LineSettings settings = LineSettingsReader.Read(line, LineSettings.Usual);
        line.Close();
        List<ModbusPoint> points = [];
        foreach (SettingsSection one in profile.Sections("temperatures", "temperatures"))
        {
            points.AddRange(ReadPoints(one));
            one.Close();
        }

        foreach (string twice in points.GroupBy(point => point.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            profile.Add("temperatures", $"the channel \"{twice}\" is there twice");
        }

        int most = profile.Number("mostRegisters", MostRegisters, 1, MostRegisters);
        foreach (ModbusPoint point in points.Where(point => point.Needed.Count > most))
        {
            profile.Add("temperatures", string.Create(
                CultureInfo.InvariantCulture,
                $"the channel \"{point.Name}\" needs {point.Needed.Count} registers in one question, {most} are allowed"));
        }

        return new ModbusProfile(name, settings, points, most);
    }

    /// <summary>One temperature, or as many as "count" says, one after the other, named 1, 2, 3 ...</summary>
    private static IEnumerable<ModbusPoint> ReadPoints(SettingsSection section)
    {
        int count = section.Number("count", 1, 1, MostRegisters);
        string name = count == 1 ? section.Text("channel", "a short name, such as temperature", "temperature") : "1";
        int register = section.Number("register", null, 0, ushort.MaxValue);
        ModbusPoint first = new(name, section.Choice<byte>("function", 3, ("3", 3), ("4", 4)), (ushort)register, RegisterMapReader.Read(section))
        {
            Range = MeasuringRangeReader.Read(section),
            Codes = RawCodeReader.Read(section, "codes"),
            Status = section.Has("status") ? ReadStatus(section.Section("status")) : null,
            Further = section.Has("further") ? ReadFurther(section) : [],
        };
        if (register + (count * first.Map.Registers) > ushort.MaxValue + 1)
        {
            section.Add("register", "the last of these would lie beyond 65535");
            return [first];
        }

        return Enumerable.Range(0, count).Select(index => first with
        {
            Name = count == 1 ? name : (index + 1).ToString(CultureInfo.InvariantCulture),
            Register = (ushort)(register + (index * first.Map.Registers)),
        });
    }

    private static StatusRegister ReadStatus(SettingsSection section)
    {
        StatusRegister status = new(
            (ushort)section.Number("register", null, 0, ushort.MaxValue),
            [.. section.Numbers("well", [0]).Select(value => (int)Math.Clamp(value, 0, ushort.MaxValue))],
            RawCodeReader.Read(section, "meanings"));
        section.Close();
        return status;
    }

    private static List<FurtherRegister> ReadFurther(SettingsSection section)
    {
        List<FurtherRegister> further = [];
        foreach (SettingsSection one in section.Sections("further", "further registers"))
        {
            further.Add(new FurtherRegister(
                one.Text("name", "camelCase with the unit in it, such as humidityPercent"),
                (ushort)one.Number("register", null, 0, ushort.MaxValue),
                RegisterMapReader.Read(one)));
            one.Close();
        }

        return further;
    }
}
