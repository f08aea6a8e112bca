using System.Net;
using ColdChain.Server.Running;
using Npgsql;

namespace ColdChain.Server.Persistence;

/// <summary>Reads the section <c>Records</c>: each key, its default and its range, and all mistakes at once.</summary>
public static class RecordsConfiguration
{
    public const string Section = "Records";

    private const string Example = "Host=127.0.0.1;Database=coldchain;Username=coldchain";

    private static readonly Dictionary<string, RecordsKind> Kinds = new(StringComparer.Ordinal)
    {
        ["sqlite"] = RecordsKind.Sqlite,
        ["postgresql"] = RecordsKind.PostgreSql,
    };

    public static RecordsOptions Read(IConfiguration configuration, out IReadOnlyList<string> mistakes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        SettingsReader settings = new(configuration.GetSection(Section), Section);
        RecordsKind kind = settings.Choice("Kind", RecordsKind.Sqlite, Kinds);
        string? connection = settings.OptionalText("Connection");
        string? password = settings.Secret("Password");
        RecordsOptions options = new()
        {
            Kind = kind,
            Connection = kind == RecordsKind.PostgreSql ? ReadConnection(settings, connection, password) : string.Empty,
        };
        mistakes = settings.Mistakes;
        return options;
    }

    private static string ReadConnection(SettingsReader settings, string? text, string? password)
    {
        if (text is null)
        {
            settings.Refuse("Connection", $"is empty; with Kind postgresql it says which database, such as {Example}.");
            return string.Empty;
        }

        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException fault)
        {
            settings.Refuse("Connection", $"cannot be read: {fault.Message} It looks like {Example}.");
            return string.Empty;
        }

        if (connection.Password is not null)
        {
            settings.Refuse("Connection", "holds a password: give it as Records:Password, or better as Records:PasswordFile.");
        }

        if (string.IsNullOrEmpty(connection.Host) || string.IsNullOrEmpty(connection.Database) || string.IsNullOrEmpty(connection.Username))
        {
            settings.Refuse("Connection", $"must name Host, Database and Username, such as {Example}.");
        }
        else if (!IsThisMachine(connection.Host) && connection.SslMode is not (SslMode.VerifyCA or SslMode.VerifyFull))
        {
            settings.Refuse("Connection", "goes to another machine: add SSL Mode=VerifyFull, else who the server is and what is written can be forged on the way.");
        }

        connection.Password = password;
        connection.ApplicationName ??= "coldchain-server";
        return connection.ConnectionString;
    }

    /// <summary>A folder is that of a local socket.</summary>
    private static bool IsThisMachine(string host) =>
        host.StartsWith('/') || host == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
