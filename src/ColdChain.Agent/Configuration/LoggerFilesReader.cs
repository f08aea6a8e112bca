using ColdChain.Agent.Probes.Files;
using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys of a watched folder.</summary>
internal static class LoggerFilesReader
{
    private const string Column = "a column, by title or by number from 1";

    public static LoggerFilesOptions Read(SettingsSection section, string folder)
    {
        List<KnownLogger> loggers = [];
        HashSet<string> serials = new(StringComparer.Ordinal);
        LoggerFilesOptions options = new()
        {
            Name = section.Text("name", "a short name of the folder, for the log"),
            Folder = ReadFolder(section, folder),
            Look = section.Duration("look", LoggerFilesOptions.DefaultLook, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Signature = section.Choice<SignatureDemand>(
                "signature",
                SignatureDemand.Required,
                ("required", SignatureDemand.Required),
                ("optional", SignatureDemand.Optional)),
            Loggers = loggers,
        };
        foreach (SettingsSection one in section.Sections("loggers", "loggers"))
        {
            KnownLogger logger = ReadLogger(one);
            if (logger.Serial is { } serial && !serials.Add(serial))
            {
                one.Add("serial", $"\"{serial}\" is there already");
            }
            else
            {
                loggers.Add(logger);
            }

            one.Close();
        }

        return options;
    }

    private static string ReadFolder(SettingsSection section, string folder)
    {
        string path = section.Text("folder", "the folder into which files of loggers are put");
        if (!path.Contains('\0', StringComparison.Ordinal))
        {
            return Path.GetFullPath(path, folder);
        }

        section.Add("folder", "has a character that no path has");
        return folder;
    }

    private static KnownLogger ReadLogger(SettingsSection section)
    {
        string? serial = section.OptionalText("serial", "the serial number as the logger's files have it");
        string? files = section.OptionalText("files", "names of files, with * and ? for anything");
        if ((serial is null) == (files is null))
        {
            section.Add("serial", "give one of serial and files");
        }

        DelimitedMapping? table = section.Has("table") ? ReadTable(section.Section("table")) : null;
        if (table is not null && files is null)
        {
            section.Add("table", "needs files: only by its name is it known how a table is to be read");
        }

        return new KnownLogger(
            serial,
            files,
            section.Id<SensorId>("sensor", "gaochuan/fridge-1/logger"),
            ReadZone(section),
            table);
    }

    private static TimeZoneInfo ReadZone(SettingsSection section)
    {
        const string What = "the time zone of the logger's clock, such as Asia/Shanghai; Etc/GMT-8 for one that nobody puts forward in spring";
        string name = section.Text("timeZone", What);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return zone;
        }

        if (name.Length > 0)
        {
            section.Add("timeZone", $"\"{name}\" is not known: {What}");
        }

        return TimeZoneInfo.Utc;
    }

    private static DelimitedMapping ReadTable(SettingsSection section)
    {
        string? delimiter = section.OptionalText("delimiter", "one character");
        if (delimiter is { Length: > 1 })
        {
            section.Add("delimiter", "is more than one character");
        }

        DelimitedMapping mapping = new()
        {
            Delimiter = delimiter?[0],
            HeaderLine = section.Has("headerLine") ? section.Number("headerLine", null, 0, 1000) : null,
            TimeColumn = section.OptionalText("timeColumn", Column),
            TimeOfDayColumn = section.OptionalText("timeOfDayColumn", Column),
            TimeFormat = section.OptionalText("timeFormat", "a format such as dd/MM/yyyy HH:mm, unix or unix-ms"),
            TemperatureColumn = section.OptionalText("temperatureColumn", Column),
            IsFahrenheit = section.Has("unit")
                ? section.Choice<bool>("unit", null, ("celsius", false), ("fahrenheit", true))
                : null,
            HasDecimalComma = section.Has("decimal")
                ? section.Choice<bool>("decimal", null, ("point", false), ("comma", true))
                : null,
            MissingMarks = section.Texts("missing", "a text that stands for \"no value\""),
        };
        section.Close();
        return mapping;
    }
}
