using System.Text.Json;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using Serilog.Events;

namespace ColdChain.Agent.Configuration;

/// <summary>The sections of the file, each into its options; ranges are those that the options speak of.</summary>
internal sealed class SettingsReader(string folder, List<Mistake> mistakes)
{
    private const long Kibi = 1024;

    public AgentSettings Read(JsonElement root)
    {
        SettingsSection file = new(string.Empty, root, mistakes);
        SettingsSection agent = file.Section("agent");
        AgentId id = agent.Id<AgentId>("id", "gaochuan-gateway");
        FacilityId? facility = agent.OptionalId<FacilityId>("facility", "gaochuan");
        string data = Resolve(agent.Text("dataDirectory", "a folder, such as /var/lib/coldchain-agent"));
        agent.Close();

        AgentPlumbing plumbing = new(
            ReadBuffer(file.Section("buffer"), data),
            ReadForwarding(file.Section("server"), file.Section("forwarding"), id),
            ReadLog(file.Section("log"), data))
        {
            StatusPage = ReadStatusPage(file.Section("statusPage")),
            LocalAlarm = file.Has("localAlarm") ? new LocalAlarmReader(folder).Read(file.Section("localAlarm"), data) : null,
        };
        IReadOnlyList<SourceSettings> sources = new SourcesReader(folder, ReadProfiles(file)).Read(file);
        if (plumbing.LocalAlarm?.Siren is not null && !sources.OfType<SourceSettings.MqttListener>().Any())
        {
            file.Add("localAlarm.siren", "needs a source of the kind mqtt-listener: sirens subscribe there");
        }

        file.Close();
        return new AgentSettings(id, facility, data, sources, plumbing);
    }

    private static StatusPageOptions ReadStatusPage(SettingsSection page)
    {
        StatusPageOptions options = new()
        {
            IsOn = page.Flag("on", fallback: true),
            Port = page.Number("port", StatusPageOptions.DefaultPort, 1, ushort.MaxValue),
        };
        page.Close();
        return options;
    }

    private DeviceProfileCatalogue ReadProfiles(SettingsSection file)
    {
        if (file.OptionalText("deviceProfiles", "a folder of device profiles of your own") is not { } own)
        {
            return DeviceProfileCatalogue.BuiltIn;
        }

        DeviceProfileCatalogue catalogue = DeviceProfileCatalogue.WithFolder(Resolve(own), out IReadOnlyList<string> problems);
        foreach (string problem in problems)
        {
            file.Add("deviceProfiles", problem);
        }

        MqttProfileReader reader = new(catalogue);
        foreach (DeviceProfileFile profile in catalogue.Own.Where(one => one.Kind == DeviceProfileKind.Mqtt))
        {
            reader.Read(profile, out IReadOnlyList<string> mistakes);
            foreach (string mistake in mistakes)
            {
                file.Add("deviceProfiles", mistake);
            }
        }

        return catalogue;
    }

    private static BufferOptions ReadBuffer(SettingsSection buffer, string data)
    {
        const int LargestKibi = int.MaxValue;
        BufferOptions options = new()
        {
            Directory = data,
            LargestBytes = Kibi * buffer.Number(
                "largestKibibytes",
                (int)(BufferOptions.DefaultLargestBytes / Kibi),
                (int)(BufferOptions.SmallestLargestBytes / Kibi),
                LargestKibi),
            RedeliveryWindow = buffer.Duration(
                "redeliveryWindow",
                BufferOptions.DefaultRedeliveryWindow,
                TimeSpan.FromSeconds(10),
                TimeSpan.FromHours(23)),
        };
        buffer.Close();
        return options;
    }

    private ForwardingOptions ReadForwarding(SettingsSection server, SettingsSection forwarding, AgentId id)
    {
        Uri url = ReadUrl(server);
        ServerKey key = ReadKey(server);
        server.Close();
        TimeSpan second = TimeSpan.FromSeconds(1);
        RetryOptions retry = new()
        {
            FirstWait = forwarding.Duration("firstWait", second, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            LongestWait = forwarding.Duration("longestWait", 30 * second, second, TimeSpan.FromHours(1)),
        };
        ForwardingOptions options = new()
        {
            ServerUrl = url,
            Agent = id,
            Key = key,
            RequestTimeout = forwarding.Duration(
                "requestTimeout", ForwardingOptions.DefaultRequestTimeout, second, TimeSpan.FromMinutes(10)),
            Gather = forwarding.Duration("gather", ForwardingOptions.DefaultGather, TimeSpan.Zero, 10 * second),
            Heartbeat = forwarding.Duration(
                "heartbeat", ForwardingOptions.DefaultHeartbeat, 5 * second, TimeSpan.FromHours(1)),
            LiveMost = forwarding.Number("liveMost", ForwardingOptions.DefaultLiveMost, 1, ReadingBatch.MostEntries),
            BacklogMost = forwarding.Number(
                "backlogMost", ForwardingOptions.DefaultBacklogMost, 1, ReadingBatch.MostEntries),
            Retry = retry.LongestWait < retry.FirstWait ? retry with { LongestWait = retry.FirstWait } : retry,
            ReconnectWait = forwarding.Duration(
                "reconnectWait", ForwardingOptions.DefaultReconnectWait, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            MostBytesPerSecond = ReadCap(forwarding),
        };
        forwarding.Close();
        return options;
    }

    /// <summary>Null for 0: no cap.</summary>
    private static int? ReadCap(SettingsSection forwarding)
    {
        const string Key = "mostBytesPerSecond";
        int cap = forwarding.Number(Key, 0, 0, int.MaxValue);
        if (cap is > 0 and < ForwardingOptions.SmallestBytesPerSecond)
        {
            forwarding.Add(Key, $"{cap} is not allowed: 0 for no cap, or at least {ForwardingOptions.SmallestBytesPerSecond}");
        }

        return cap == 0 ? null : cap;
    }

    private static Uri ReadUrl(SettingsSection server)
    {
        const string What = "the server's address, such as https://coldchain.example.org";
        string text = server.Text("url", What);
        bool insecure = server.Flag("allowHttp", fallback: false);
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            if (text.Length > 0)
            {
                server.Add("url", $"\"{text}\" is not allowed: {What}");
            }

            return new Uri("https://localhost");
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !insecure)
        {
            server.Add("url", $"\"{text}\" would send the key in the clear: use https, or set server.allowHttp to true on a network that you trust");
        }

        return url;
    }

    private ServerKey ReadKey(SettingsSection server)
    {
        string? key = server.OptionalText("key", "the agent's key, as the server gave it");
        string? file = server.OptionalText("keyFile", "a file that holds the agent's key");
        if (key is not null && file is not null)
        {
            server.Add("key", "is there together with keyFile: keep one of them");
        }

        key ??= file is not null ? ReadKeyFile(server, Resolve(file)) : Environment.GetEnvironmentVariable(SettingsFile.KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
        {
            if (file is null && !server.Has("key"))
            {
                server.Add("key", $"is missing: give key, keyFile, or the environment variable {SettingsFile.KeyVariable}");
            }

            return new ServerKey("none");
        }

        return new ServerKey(key.Trim());
    }

    private static string? ReadKeyFile(SettingsSection server, string path)
    {
        try
        {
            string key = File.ReadAllText(path);
            if (string.IsNullOrWhiteSpace(key))
            {
                server.Add("keyFile", $"{path} is empty");
            }

            return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            server.Add("keyFile", $"cannot be read: {fault.Message}");
            return null;
        }
    }

    private LogOptions ReadLog(SettingsSection log, string data)
    {
        LogOptions options = new()
        {
            Directory = Resolve(log.Text("directory", "a folder", Path.Combine(data, "logs"))),
            Level = log.Choice<LogEventLevel>(
                "level",
                LogEventLevel.Information,
                ("debug", LogEventLevel.Debug),
                ("information", LogEventLevel.Information),
                ("warning", LogEventLevel.Warning),
                ("error", LogEventLevel.Error)),
            KeepFiles = log.Number("keepFiles", LogOptions.DefaultKeepFiles, 1, 366),
        };
        log.Close();
        return options;
    }

    private string Resolve(string path) => path.Length == 0 ? path : Path.GetFullPath(path, folder);
}
