using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>Finds and reads the profiles of devices on serial lines.</summary>
internal static class SerialProfiles
{
    public static ProfileReading<ModbusProfile> FindModbus(DeviceProfileCatalogue catalogue, string name) =>
        Find(catalogue, name, ReadModbus);

    public static ProfileReading<ModbusProfile> ReadModbus(DeviceProfileFile file) =>
        Read(file, DeviceProfileKind.ModbusRtu, ModbusProfileReader.Read);

    public static ProfileReading<LineProfile> FindLine(DeviceProfileCatalogue catalogue, string name) =>
        Find(catalogue, name, ReadLine);

    public static ProfileReading<LineProfile> ReadLine(DeviceProfileFile file) =>
        Read(file, DeviceProfileKind.AsciiLine, LineProfileReader.Read);

    public static ProfileReading<ElitechProfile> FindElitech(DeviceProfileCatalogue catalogue, string name) =>
        Find(catalogue, name, ReadElitech);

    public static ProfileReading<ElitechProfile> ReadElitech(DeviceProfileFile file) =>
        Read(file, DeviceProfileKind.Elitech, ElitechProfileReader.Read);

    private static ProfileReading<T> Find<T>(
        DeviceProfileCatalogue catalogue, string name, Func<DeviceProfileFile, ProfileReading<T>> read)
        where T : class => catalogue.Find(name) switch
        {
            DeviceProfileOutcome.Found found => read(found.File),
            DeviceProfileOutcome.Refused refused => new ProfileReading<T>(null, refused.Problem),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ProfileReading<T> Read<T>(
        DeviceProfileFile file, DeviceProfileKind kind, Func<string, SettingsSection, T> read)
        where T : class
    {
        if (file.Kind != kind)
        {
            return new ProfileReading<T>(null, $"{file.Origin} is a profile of kind {Word(file.Kind)}, not {Word(kind)}");
        }

        List<Mistake> mistakes = [];
        SettingsSection section = new(string.Empty, file.Body, mistakes);
        ReadHead(section);
        T profile = read(file.Name, section);
        section.Close();
        return mistakes.Count == 0
            ? new ProfileReading<T>(profile, string.Empty)
            : new ProfileReading<T>(null, $"{file.Origin}: {string.Join("; ", mistakes)}");
    }

    /// <summary>The keys that every kind has; the samples are run by a test and of no use to the agent.</summary>
    private static void ReadHead(SettingsSection section)
    {
        section.Text("name", "a short name");
        section.Text("kind", "modbus-rtu, ascii-line or elitech");
        _ = section.Has("sources");
        _ = section.Has("samples");
        _ = section.Has("notes");
        if (section.Has("title"))
        {
            SettingsSection title = section.Section("title");
            title.Text("zh", "the device's name in Chinese");
            title.Text("en", "the device's name in English");
            title.Close();
        }
    }

    private static string Word(DeviceProfileKind kind) => kind switch
    {
        DeviceProfileKind.Mqtt => "mqtt",
        DeviceProfileKind.ModbusRtu => "modbus-rtu",
        DeviceProfileKind.AsciiLine => "ascii-line",
        DeviceProfileKind.Elitech => "elitech",
    };
}
