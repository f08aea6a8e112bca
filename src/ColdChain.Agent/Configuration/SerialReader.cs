using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys of a source of kind modbus-rtu.</summary>
internal sealed class SerialReader(string folder, DeviceProfileCatalogue profiles)
{
    private static readonly TimeSpan LeastPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostPoll = TimeSpan.FromHours(1);

    public SerialBusOptions ReadBus(SettingsSection section)
    {
        string name = section.Text("name", "a short name of the bus, for the log");
        string port = Resolve(folder, section.Text("port", "a serial port; 'coldchain-agent list-ports' shows them"));
        List<SerialSensorOptions> sensors = ReadSensors(section);
        LineSettings line = LineSettingsReader.Read(section, UsualFor(section, sensors));
        return new SerialBusOptions
        {
            Name = name,
            Line = new SerialLine(port, line.Baud, line.Parity, line.StopBits),
            Poll = section.Duration("poll", SerialBusOptions.DefaultPoll, LeastPoll, MostPoll),
            ResponseTimeout = ReadTimeout(section) ?? SerialBusOptions.DefaultResponseTimeout,
            Retries = section.Number("retries", SerialBusOptions.DefaultRetries, 0, 10),
            Turnaround = section.Duration("turnaround", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(1)),
            Commit = section.Choice<CommitEach>(
                "commitEach", CommitEach.Answer, ("answer", CommitEach.Answer), ("round", CommitEach.Round)),
            Sensors = sensors,
        };
    }

    /// <summary>Windows names (COM3) are left as they are; only what looks like a path is made whole.</summary>
    public static string Resolve(string folder, string port) =>
        port.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(port, folder) : port;

    /// <summary>A line has one speed: where its transmitters ship with different ones, only a person can say which was set.</summary>
    private static LineSettings UsualFor(SettingsSection section, List<SerialSensorOptions> sensors)
    {
        LineSettings[] shipped = [.. sensors.Select(sensor => sensor.Profile?.Line).OfType<LineSettings>().Distinct()];
        if (shipped.Length > 1 && !(section.Has("baud") && section.Has("parity")))
        {
            section.Add("baud", $"the transmitters of this bus ship with different lines ({string.Join(", ", shipped.AsEnumerable())}): "
                + "set them to one, and give baud and parity here");
        }

        return shipped.Length == 1 ? shipped[0] : LineSettings.Usual;
    }

    private List<SerialSensorOptions> ReadSensors(SettingsSection section)
    {
        List<SerialSensorOptions> sensors = [];
        foreach (SettingsSection one in section.Sections("sensors", "sensors"))
        {
            SerialSensorOptions? sensor = ReadSensor(one);
            one.Close();
            if (sensor is not null)
            {
                sensors.Add(sensor);
            }
        }

        return sensors;
    }

    private SerialSensorOptions? ReadSensor(SettingsSection section)
    {
        SensorId sensor = section.Id<SensorId>("sensor", "gaochuan/fridge-1/top");
        byte slave = (byte)section.Number("slave", null, 1, 247);
        TimeSpan? poll = section.Has("poll") ? section.Duration("poll", default, LeastPoll, MostPoll) : null;
        TimeSpan? timeout = ReadTimeout(section);
        int? retries = section.Has("retries") ? section.Number("retries", null, 0, 10) : null;
        ModbusProfile? profile = null;
        ModbusPoint? point = section.Has("profile") ? FindPoint(section, out profile) : ReadPoint(section);
        return point is null ? null : new SerialSensorOptions(sensor, slave, point)
        {
            Profile = profile,
            Poll = poll,
            ResponseTimeout = timeout,
            Retries = retries,
        };
    }

    private ModbusPoint? FindPoint(SettingsSection section, out ModbusProfile? profile)
    {
        string name = section.Text("profile", "the name of a device profile of kind modbus-rtu");
        ProfileReading<ModbusProfile> found = SerialProfiles.FindModbus(profiles, name);
        profile = found.Profile;
        string channel = section.Text("channel", "one of the profile's", profile?.Points[0].Name ?? "temperature");
        foreach (string key in (string[])["function", "register", "type", "wordOrder", "scale", "sentinels"])
        {
            if (section.Has(key))
            {
                section.Add(key, $"is there together with \"profile\", which says it already: keep one of them");
            }
        }

        if (profile is null)
        {
            section.Add("profile", found.Problem);
            return null;
        }

        if (profile.Point(channel) is { } point)
        {
            return point;
        }

        section.Add("channel", $"\"{channel}\" is not allowed: one of {string.Join(", ", profile.Points.Select(one => one.Name))}");
        return null;
    }

    private static ModbusPoint ReadPoint(SettingsSection section)
    {
        RegisterMap map = RegisterMapReader.Read(section);
        return new ModbusPoint(
            "temperature",
            section.Choice<byte>("function", 3, ("3", 3), ("4", 4)),
            (ushort)section.Number("register", null, 0, ushort.MaxValue),
            map);
    }

    private static TimeSpan? ReadTimeout(SettingsSection section) => section.Has("responseTimeout")
        ? section.Duration("responseTimeout", default, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(10))
        : null;
}
