using ColdChain.Server.History.Influx;
using ColdChain.Server.Running;

namespace ColdChain.Server.History;

/// <summary>Reads the section <c>History</c>: each key, its default and its range, and all mistakes at once.</summary>
public static class HistoryConfiguration
{
    public const string Section = "History";

    private static readonly Dictionary<string, HistoryKind> Kinds = new(StringComparer.Ordinal)
    {
        ["embedded"] = HistoryKind.Embedded,
        ["influxdb"] = HistoryKind.Influxdb,
    };

    public static HistoryOptions Read(IConfiguration configuration, out IReadOnlyList<string> mistakes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        SettingsReader settings = new(configuration.GetSection(Section), Section);
        HistoryOptions options = new()
        {
            Kind = settings.Choice("Kind", HistoryKind.Embedded, Kinds),
            Influx = ReadInflux(settings),
        };
        mistakes = settings.Mistakes;
        return options;
    }

    private static InfluxOptions ReadInflux(SettingsReader settings)
    {
        InfluxOptions influx = new()
        {
            Url = settings.HttpAddress("Influx:Url", InfluxOptions.DefaultUrl),
            Database = settings.Text("Influx:Database", InfluxOptions.DefaultDatabase),
            User = settings.OptionalText("Influx:User"),
            Password = settings.Secret("Influx:Password"),
            Token = settings.Secret("Influx:Token"),
            Organisation = settings.OptionalText("Influx:Organisation"),
            TimeOut = settings.Duration(
                "Influx:TimeOut", InfluxOptions.DefaultTimeOut, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            LinesPerWrite = settings.Number("Influx:LinesPerWrite", InfluxOptions.DefaultLinesPerWrite, least: 100, most: 50_000),
            MostWaiting = settings.Number("Influx:MostWaiting", InfluxOptions.DefaultMostWaiting, least: 1_000, most: int.MaxValue),
            KeepDays = settings.Number("Influx:KeepDays", InfluxOptions.DefaultKeepDays, least: 0, most: 400),
            Gzip = settings.Flag("Influx:Gzip", fallback: true),
        };
        if (influx.Database.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.' or '/')))
        {
            settings.Refuse("Influx:Database", $"is '{influx.Database}'; allowed are letters, digits, '-', '_', '.' and '/'.");
        }

        if (influx.User is null != influx.Password is null)
        {
            settings.Refuse("Influx:User", "and Influx:Password (or Influx:PasswordFile) go together: give both or none.");
        }

        if (influx is { User: not null, Token: not null })
        {
            settings.Refuse("Influx:Token", "is given beside Influx:User: give one of the two.");
        }

        if ((influx.Password ?? influx.Token) is not null && influx.Url is { Scheme: "http", IsLoopback: false })
        {
            settings.Refuse("Influx:Url", "is http to another machine: the password or token would travel in the clear; use https.");
        }

        return influx;
    }
}
