using System.Globalization;
using System.Text;
using System.Text.Json;
using ColdChain.Testing;

namespace EndToEnd.Tests.Stack;

/// <summary>The files of a <see cref="FaultSite"/>: county, agent and scenario, made from one list of sensors.</summary>
/// <param name="directory">Where they are written.</param>
/// <param name="listenerPort">Where the agent listens for MQTT.</param>
/// <param name="brokerPort">Null: no sensors behind a broker.</param>
public sealed class SiteFiles(TemporaryDirectory directory, int listenerPort, int? brokerPort)
{
    public const string CountyFile = "county.json";
    public const string AgentFile = "agent.json";
    public const string ScenarioFile = "site.scenario";

    private const string AgentKey = "a-key-for-tests-and-nothing-else";
    private const int Buses = 2;
    private const int SlavesOfBus = 4;
    private const int ClockedProbes = 4;
    private const int ClocklessProbes = 2;
    private const int BrokerProbes = 2;

    private static IEnumerable<(int Bus, int Slave, string Sensor)> Transmitters =>
        from bus in Enumerable.Range(1, Buses)
        from slave in Enumerable.Range(1, SlavesOfBus)
        select (bus, slave, $"gaochuan/bus-{bus}-fridge-{slave}/top");

    private IEnumerable<(string Sensor, string Line)> Probes =>
    [
        .. Enumerable.Range(1, ClockedProbes).Select(n => Probe($"clocked-{n}", "clocked", listenerPort, "50ms", "iso")),
        .. Enumerable.Range(1, ClocklessProbes)
            .Select(n => Probe($"clockless-{n}", "clockless", listenerPort, "100ms", "none")),
        .. brokerPort is int port
            ? Enumerable.Range(1, BrokerProbes).Select(n => Probe($"brokered-{n}", "brokered", port, "200ms", "iso"))
            : [],
    ];

    /// <param name="serverPort">Where the agent finds the server: the proxy's port.</param>
    public void Write(int serverPort)
    {
        File.WriteAllText(directory.Path(ScenarioFile), Scenario());
        WriteJson(CountyFile, County());
        WriteJson(AgentFile, Agent(serverPort));
    }

    private static (string Sensor, string Line) Probe(
        string unit, string topic, int port, string interval, string time)
    {
        string sensor = $"gaochuan/{unit}/top";
        string counting = time == "none" ? "counting " : string.Empty;
        int window = time == "iso" && topic == "clocked" ? 5 : 1;
        return (sensor, string.Create(CultureInfo.InvariantCulture,
            $"sensor {sensor} mqtt {counting}port={port} topic={topic}/{sensor} client={unit} interval={interval} "
            + $"time={time} window={window} store=100000 patience=3s"));
    }

    private string Scenario()
    {
        StringBuilder text = new("seed 7\nzone +08:00\n");
        string[] sensors = [.. Transmitters.Select(transmitter => transmitter.Sensor), .. Probes.Select(probe => probe.Sensor)];
        foreach (string sensor in sensors)
        {
            text.Append(CultureInfo.InvariantCulture, $"fridge {UnitOf(sensor)} kind=refrigerator volume=100\n");
        }

        foreach ((int bus, int slave, string sensor) in Transmitters)
        {
            string path = directory.Path($"bus-{bus}");
            text.Append(CultureInfo.InvariantCulture, $"sensor {sensor} modbus counting bus={path} slave={slave} map=rs-ws-n01\n");
        }

        foreach ((_, string line) in Probes)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private object County()
    {
        string[] sensors = [.. Transmitters.Select(transmitter => transmitter.Sensor), .. Probes.Select(probe => probe.Sensor)];
        return new
        {
            facilities = new[]
            {
                new { id = "gaochuan", kind = "townshipHealthCentre", nameZh = "高川镇卫生院", nameEn = "Gaochuan" },
            },
            units = sensors.Select(sensor => new
            {
                id = UnitOf(sensor),
                kind = "refrigerator",
                nameZh = UnitOf(sensor),
                nameEn = UnitOf(sensor),
                profile = "CN-IMM/fridge",
            }),
            sensors = sensors.Select(sensor => new
            {
                id = sensor,
                unit = UnitOf(sensor),
                placedAt = "2024-01-01T00:00:00+08:00",
            }),
            agents = new[] { new { id = "gaochuan-gateway", facility = "gaochuan", key = AgentKey } },
        };
    }

    private object Agent(int serverPort) => new
    {
        agent = new { id = "gaochuan-gateway", dataDirectory = "agent" },
        server = new { url = $"http://127.0.0.1:{serverPort}", key = AgentKey },
        forwarding = new { longestWait = "00:00:02", firstWait = "00:00:00.200", requestTimeout = "00:00:05" },
        statusPage = new { on = false },
        sources = Sources().ToArray(),
    };

    private IEnumerable<object> Sources()
    {
        foreach (IGrouping<int, (int Bus, int Slave, string Sensor)> bus in Transmitters.GroupBy(one => one.Bus))
        {
            yield return new
            {
                kind = "modbus-rtu",
                name = $"bus-{bus.Key}",
                port = directory.Path($"bus-{bus.Key}"),
                poll = "00:00:00.500",
                sensors = bus.Select(one => new { sensor = one.Sensor, slave = one.Slave, function = 3, register = 1 }),
            };
        }

        yield return new
        {
            kind = "mqtt-listener",
            name = "listener",
            port = listenerPort,
            allowAnonymous = true,
            topics = new object[]
            {
                new { topic = "clocked/+/+/+", sensor = "{1}/{2}/{3}", time = "time" },
                new { topic = "clockless/+/+/+", sensor = "{1}/{2}/{3}" },
            },
        };
        if (brokerPort is int port)
        {
            yield return new
            {
                kind = "mqtt-broker",
                name = "broker",
                host = "127.0.0.1",
                port,
                clientId = "gaochuan-gateway",
                topics = new object[] { new { topic = "brokered/+/+/+", sensor = "{1}/{2}/{3}", time = "time" } },
            };
        }
    }

    private static string UnitOf(string sensor) => sensor[..sensor.LastIndexOf('/')];

    private void WriteJson(string name, object content) =>
        File.WriteAllText(directory.Path(name), JsonSerializer.Serialize(content));
}
