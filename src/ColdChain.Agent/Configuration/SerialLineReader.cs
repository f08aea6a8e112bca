using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys of the sources of kind ascii-line and w1.</summary>
internal sealed class SerialLineReader(string folder, DeviceProfileCatalogue profiles)
{
    private static readonly TimeSpan LeastPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPoll = TimeSpan.FromHours(1);

    /// <summary>Stands in for a profile that is not there; nobody uses it, since there is a mistake.</summary>
    private static readonly LineProfile None = new("none", LineSettings.Usual, []);

    public SerialLineOptions ReadLine(SettingsSection section)
    {
        string name = section.Text("name", "a short name of the line, for the log");
        string port = SerialReader.Resolve(folder, section.Text("port", "a serial port; 'coldchain-agent list-ports' shows them"));
        LineProfile profile = ReadProfile(section);
        LineSettings line = LineSettingsReader.Read(section, profile.Line);
        return new SerialLineOptions
        {
            Name = name,
            Line = new SerialLine(port, line.Baud, line.Parity, line.StopBits),
            Profile = profile,
            Poll = section.Duration("poll", SerialLineOptions.DefaultPoll, LeastPoll, MostPoll),
            ResponseTimeout = section.Duration(
                "responseTimeout", SerialLineOptions.DefaultResponseTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)),
            Retries = section.Number("retries", SerialLineOptions.DefaultRetries, 0, 10),
            Sensors = ReadSensors(section, profile),
        };
    }

    public KernelOptions ReadKernel(SettingsSection section)
    {
        List<KernelSensorOptions> sensors = [];
        string name = section.Text("name", "a short name, for the log");
        foreach (SettingsSection one in section.Sections("sensors", "sensors"))
        {
            sensors.Add(new KernelSensorOptions(
                one.Id<SensorId>("sensor", "gaochuan/fridge-1/top"),
                Path.GetFullPath(one.Text("path", "a file such as /sys/bus/w1/devices/28-0316a2795a31/w1_slave", "w1_slave"), folder)));
            if (!one.Has("path"))
            {
                one.Add("path", "is missing: a file such as /sys/bus/w1/devices/28-0316a2795a31/w1_slave");
            }

            one.Close();
        }

        return new KernelOptions
        {
            Name = name,
            Sensors = sensors,
            Poll = section.Duration("poll", KernelOptions.DefaultPoll, LeastPoll, MostPoll),
        };
    }

    private LineProfile ReadProfile(SettingsSection section)
    {
        if (section.Has("pattern") == section.Has("profile"))
        {
            section.Add("profile", section.Has("profile")
                ? "is there together with \"pattern\": keep one of them"
                : "is missing: the name of a device profile of kind ascii-line, or a \"pattern\" of your own");
            return None;
        }

        if (section.Has("pattern"))
        {
            return LineProfileReader.ReadPattern(section) is { } pattern
                ? Own(section, pattern)
                : None;
        }

        ProfileReading<LineProfile> found = SerialProfiles.FindLine(
            profiles, section.Text("profile", "the name of a device profile of kind ascii-line"));
        if (found.Profile is null)
        {
            section.Add("profile", found.Problem);
        }
        else if (found.Profile.Form == LineForm.Kernel)
        {
            section.Add("profile", "is of files of Linux: use a source of kind w1");
        }

        return found.Profile ?? None;
    }

    private static LineProfile Own(SettingsSection section, LinePattern pattern)
    {
        LineProfile profile = new("the configuration", LineSettings.Usual, [pattern])
        {
            Ask = LineProfileReader.ReadAsk(section),
            Ends = LineProfileReader.ReadEnds(section),
            SendsEvery = section.Duration("sendsEvery", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100), MostPoll),
        };
        if (!profile.Temperatures.Any())
        {
            section.Add("pattern", "has no number whose name begins with \"temperature\"");
        }

        return profile;
    }

    private static List<LineSensorOptions> ReadSensors(SettingsSection section, LineProfile profile)
    {
        List<LineSensorOptions> sensors = [];
        string[] known = [.. profile.Temperatures];
        foreach (SettingsSection one in section.Sections("sensors", "sensors"))
        {
            LineSensorOptions sensor = new(
                one.Id<SensorId>("sensor", "gaochuan/fridge-1/top"),
                one.Text("value", "a temperature of the line", known.Length > 0 ? known[0] : "temperature"));
            if (known.Length > 0 && !known.Contains(sensor.Value))
            {
                one.Add("value", $"\"{sensor.Value}\" is not allowed: one of {string.Join(", ", known)}");
            }

            one.Close();
            sensors.Add(sensor);
        }

        return sensors;
    }
}
