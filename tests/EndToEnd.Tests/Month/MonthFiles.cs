using System.Globalization;
using System.Text;
using System.Text.Json;
using ColdChain.Testing;

namespace EndToEnd.Tests.Month;

/// <summary>County, agent and scenario of <see cref="MonthSite"/>.</summary>
/// <param name="directory">Where they are written.</param>
/// <param name="listenerPort">Where the agent listens for MQTT.</param>
/// <param name="interval">Between two live readings of a sensor, as the scenario says it.</param>
public sealed class MonthFiles(TemporaryDirectory directory, int listenerPort, string interval)
{
    public const string CountyFile = "county.json";
    public const string AgentFile = "agent.json";
    public const string ScenarioFile = "site.scenario";
    public const string AgentFolder = "agent";

    private const string AgentKey = "a-key-for-tests-and-nothing-else";

    private static IEnumerable<int> Sensors => Enumerable.Range(0, MonthPlan.Sensors);

    /// <param name="serverPort">Where the agent finds the server: the proxy's port.</param>
    public void Write(int serverPort)
    {
        File.WriteAllText(directory.Path(ScenarioFile), Scenario());
        WriteJson(CountyFile, County());
        WriteJson(AgentFile, Agent(serverPort));
    }

    private string Scenario()
    {
        StringBuilder text = new("seed 7\nzone +08:00\n");
        foreach (int sensor in Sensors)
        {
            string unit = MonthPlan.Unit(sensor);
            text.Append(CultureInfo.InvariantCulture, $"fridge {unit} kind=refrigerator volume=100\n");
            text.Append(CultureInfo.InvariantCulture,
                $"sensor {unit}/top mqtt port={listenerPort} topic=clocked/{unit}/top client=probe-{sensor} "
                + $"interval={interval} time=iso window=1 store=100000 patience=10s\n");
        }

        return text.ToString();
    }

    private static object County() => new
    {
        facilities = new[]
        {
            new { id = "gaochuan", kind = "townshipHealthCentre", nameZh = "高川镇卫生院", nameEn = "Gaochuan" },
        },
        units = Sensors.Select(sensor => new
        {
            id = MonthPlan.Unit(sensor),
            kind = "refrigerator",
            nameZh = MonthPlan.Unit(sensor),
            nameEn = MonthPlan.Unit(sensor),
            profile = "CN-IMM/fridge",
        }),
        sensors = Sensors.Select(sensor => new
        {
            id = MonthPlan.Sensor(sensor).ToString(),
            unit = MonthPlan.Unit(sensor),
            placedAt = "2024-01-01T00:00:00+08:00",
        }),
        agents = new[] { new { id = "gaochuan-gateway", facility = "gaochuan", key = AgentKey } },
    };

    private object Agent(int serverPort) => new
    {
        agent = new { id = "gaochuan-gateway", dataDirectory = AgentFolder },
        server = new { url = $"http://127.0.0.1:{serverPort}", key = AgentKey },
        sources = new object[]
        {
            new
            {
                kind = "mqtt-listener",
                name = "listener",
                port = listenerPort,
                allowAnonymous = true,
                topics = new object[] { new { topic = "clocked/+/+/+", sensor = "{1}/{2}/{3}", time = "time" } },
            },
        },
    };

    private void WriteJson(string name, object content) =>
        File.WriteAllText(directory.Path(name), JsonSerializer.Serialize(content));
}
