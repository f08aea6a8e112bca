using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The list of sources; each kind has its own keys.</summary>
internal sealed class SourcesReader(string folder, DeviceProfileCatalogue profiles)
{
    private enum Kind
    {
        Unknown,
        ModbusRtu,
        MqttListener,
        MqttBroker,
    }

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string> _ports = [];
    private readonly Dictionary<SensorId, string> _sensors = [];

    /// <summary>What a sensor or a topic may name instead of spelling out how its device talks.</summary>
    internal DeviceProfileCatalogue Profiles => profiles;

    public IReadOnlyList<SourceSettings> Read(SettingsSection file) =>
        [.. file.Sections("sources", "sources").Select(ReadSource).OfType<SourceSettings>()];

    private SourceSettings? ReadSource(SettingsSection section)
    {
        Kind kind = section.Choice<Kind>(
            "kind",
            null,
            ("modbus-rtu", Kind.ModbusRtu),
            ("mqtt-listener", Kind.MqttListener),
            ("mqtt-broker", Kind.MqttBroker));
        SourceSettings? source = kind switch
        {
            Kind.ModbusRtu => ReadBus(section),
            Kind.MqttListener => new SourceSettings.MqttListener(MqttReader.ReadListener(section)),
            Kind.MqttBroker => new SourceSettings.MqttBroker(MqttReader.ReadBroker(section)),

            // Which keys belong here cannot be said either.
            Kind.Unknown => null,
        };
        if (source is not null)
        {
            section.Close();
            Once(_names, source.Name, section, "name");
        }

        return source;
    }

    private static void Once<T>(Dictionary<T, string> seen, T value, SettingsSection section, string key)
        where T : notnull
    {
        if (value.ToString() is { Length: > 0 } text && !seen.TryAdd(value, section.Path))
        {
            section.Add(key, $"\"{text}\" is at {seen[value]} already");
        }
    }

    private SourceSettings.ModbusRtu ReadBus(SettingsSection section)
    {
        SerialBusOptions options = new()
        {
            Name = section.Text("name", "a short name of the bus, for the log"),
            Line = new SerialLine(
                Resolve(section.Text("port", "a serial port; 'coldchain-agent list-ports' shows them")),
                section.Choice<int>("baud", 9600, [.. SerialLine.BaudRates.Select(rate => (Word(rate), rate))]),
                section.Choice<SerialParity>(
                    "parity",
                    SerialParity.None,
                    ("none", SerialParity.None),
                    ("even", SerialParity.Even),
                    ("odd", SerialParity.Odd)),
                section.Number("stopBits", 1, 1, 2)),
            Poll = section.Duration(
                "poll", SerialBusOptions.DefaultPoll, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            ResponseTimeout = section.Duration(
                "responseTimeout",
                SerialBusOptions.DefaultResponseTimeout,
                TimeSpan.FromMilliseconds(20),
                TimeSpan.FromSeconds(10)),
            Retries = section.Number("retries", SerialBusOptions.DefaultRetries, 0, 10),
            Commit = section.Choice<CommitEach>(
                "commitEach", CommitEach.Answer, ("answer", CommitEach.Answer), ("round", CommitEach.Round)),
            Sensors = ReadSensors(section),
        };
        Once(_ports, options.Line.Path, section, "port");
        return new SourceSettings.ModbusRtu(options);
    }

    private List<SerialSensorOptions> ReadSensors(SettingsSection section)
    {
        List<SerialSensorOptions> sensors = [];
        foreach (SettingsSection one in section.Sections("sensors", "sensors"))
        {
            SerialSensorOptions sensor = ReadSensor(one);
            one.Close();
            Once(_sensors, sensor.Sensor, one, "sensor");
            sensors.Add(sensor);
        }

        return sensors;
    }

    private static SerialSensorOptions ReadSensor(SettingsSection section)
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

        return new SerialSensorOptions(
            section.Id<SensorId>("sensor", "gaochuan/fridge-1/top"),
            new ModbusRequest(
                (byte)section.Number("slave", null, 1, 247),
                section.Choice<byte>("function", 3, ("3", 3), ("4", 4)),
                (ushort)section.Number("register", null, 0, ushort.MaxValue),
                map.Registers),
            map);
    }

    private static string Word(int rate) => rate.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Windows names (COM3) are left as they are; only what looks like a path is made whole.</summary>
    private string Resolve(string port) => port.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(port, folder) : port;
}
