using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys of a source of kind elitech.</summary>
internal sealed class ElitechReader(string folder, DeviceProfileCatalogue profiles)
{
    private const string UsualProfile = "elitech-rc-4";

    /// <summary>Stands in for a profile that is not there; nobody uses it, since there is a mistake.</summary>
    private static readonly ElitechProfile None = new("none", LineSettings.Usual, MeasuringRange.Whole, []);

    public ElitechOptions Read(SettingsSection section)
    {
        string name = section.Text("name", "a short name of the port, for the log");
        string port = SerialReader.Resolve(folder, section.Text("port", "a serial port; 'coldchain-agent list-ports' shows them"));
        ProfileReading<ElitechProfile> found = SerialProfiles.FindElitech(
            profiles, section.Text("profile", "the name of a device profile of kind elitech", UsualProfile));
        if (found.Profile is null)
        {
            section.Add("profile", found.Problem);
        }

        ElitechProfile profile = found.Profile ?? None;
        LineSettings line = LineSettingsReader.Read(section, profile.Line);
        return new ElitechOptions
        {
            Name = name,
            Line = new SerialLine(port, line.Baud, line.Parity, line.StopBits),
            Profile = profile,
            Sensor = section.Id<SensorId>("sensor", "gaochuan/fridge-1/top"),
            Zone = ReadZone(section),
            Poll = section.Duration("poll", ElitechOptions.DefaultPoll, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)),
            ResponseTimeout = section.Duration(
                "responseTimeout", ElitechOptions.DefaultResponseTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)),
            Retries = section.Number("retries", ElitechOptions.DefaultRetries, 0, 10),
            SetsClock = section.Flag("setClock", fallback: false),
        };
    }

    private static TimeZoneInfo ReadZone(SettingsSection section)
    {
        const string What = "the zone that the logger's clock shows, such as Asia/Shanghai";
        string name = section.Text("timeZone", What);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return zone;
        }

        if (name.Length > 0)
        {
            section.Add("timeZone", $"\"{name}\" is not allowed: {What}");
        }

        return TimeZoneInfo.Utc;
    }
}
