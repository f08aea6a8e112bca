using System.Globalization;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Agent.Probes.Serial.Lines;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The list of sources; each kind has its own keys.</summary>
internal sealed class SourcesReader(string folder, DeviceProfileCatalogue profiles)
{
    private enum Kind
    {
        Unknown,
        ModbusRtu,
        AsciiLine,
        Kernel,
        Elitech,
        MqttListener,
        MqttBroker,
        PowerCommand,
        LoggerFiles,
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
            ("ascii-line", Kind.AsciiLine),
            ("w1", Kind.Kernel),
            ("elitech", Kind.Elitech),
            ("mqtt-listener", Kind.MqttListener),
            ("mqtt-broker", Kind.MqttBroker),
            ("power-command", Kind.PowerCommand),
            ("logger-files", Kind.LoggerFiles));
        SourceSettings? source = kind switch
        {
            Kind.ModbusRtu => ReadBus(section),
            Kind.AsciiLine => ReadLine(section),
            Kind.Kernel => ReadKernel(section),
            Kind.Elitech => ReadLogger(section),
            Kind.MqttListener => new SourceSettings.MqttListener(MqttReader.ReadListener(section, folder, profiles)),
            Kind.MqttBroker => new SourceSettings.MqttBroker(MqttReader.ReadBroker(section, folder, profiles)),
            Kind.PowerCommand => new SourceSettings.PowerCommand(PowerReader.Read(section)),
            Kind.LoggerFiles => new SourceSettings.LoggerFiles(LoggerFilesReader.Read(section, folder)),

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
        SerialBusOptions options = new SerialReader(folder, profiles).ReadBus(section);
        OnceSensors(options.Sensors.Select(sensor => sensor.Sensor), section);
        Once(_ports, options.Line.Path, section, "port");
        return new SourceSettings.ModbusRtu(options);
    }

    private SourceSettings.AsciiLine ReadLine(SettingsSection section)
    {
        SerialLineOptions options = new SerialLineReader(folder, profiles).ReadLine(section);
        OnceSensors(options.Sensors.Select(sensor => sensor.Sensor), section);
        Once(_ports, options.Line.Path, section, "port");
        return new SourceSettings.AsciiLine(options);
    }

    private SourceSettings.Kernel ReadKernel(SettingsSection section)
    {
        KernelOptions options = new SerialLineReader(folder, profiles).ReadKernel(section);
        OnceSensors(options.Sensors.Select(sensor => sensor.Sensor), section);
        return new SourceSettings.Kernel(options);
    }

    private SourceSettings.Elitech ReadLogger(SettingsSection section)
    {
        ElitechOptions options = new ElitechReader(folder, profiles).Read(section);
        Once(_sensors, options.Sensor, section, "sensor");
        Once(_ports, options.Line.Path, section, "port");
        return new SourceSettings.Elitech(options);
    }

    private void OnceSensors(IEnumerable<SensorId> sensors, SettingsSection section)
    {
        foreach ((int index, SensorId sensor) in sensors.Index())
        {
            OnceSensor(sensor, section, index);
        }
    }

    private void OnceSensor(SensorId sensor, SettingsSection section, int index)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{section.Path}.sensors[{index}]");
        if (sensor.ToString() is { Length: > 0 } text && !_sensors.TryAdd(sensor, place))
        {
            section.Add(string.Create(CultureInfo.InvariantCulture, $"sensors[{index}].sensor"), $"\"{text}\" is at {_sensors[sensor]} already");
        }
    }
}
