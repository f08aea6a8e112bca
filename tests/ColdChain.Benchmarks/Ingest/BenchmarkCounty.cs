using System.Globalization;
using System.Text;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>Townships with one agent each and some fridges with sensors, as a set-up file and as names.</summary>
public sealed record BenchmarkCounty(int Agents, int SensorsOfAgent, int SensorsInUnit = 1)
{
    public const string Password = "a-long-password-1";

    public static string AgentId(int agent) => string.Create(CultureInfo.InvariantCulture, $"town-{agent}-gateway");

    public static string Key(int agent) => string.Create(CultureInfo.InvariantCulture, $"town-{agent}-key-0123456789");

    /// <summary>The UUID of the agent's buffer.</summary>
    public static string Journal(int agent) => string.Create(CultureInfo.InvariantCulture, $"7f0c2d4e8a1b4c6d9e0f{agent + 1:x12}");

    public string SensorId(int agent, int sensor) => string.Create(
        CultureInfo.InvariantCulture, $"town-{agent}/fridge-{sensor / SensorsInUnit}/probe-{sensor % SensorsInUnit}");

    /// <summary>For the verb <c>set-up</c>.</summary>
    public string SetUpJson()
    {
        StringBuilder json = new("""{"facilities":[{"id":"county","kind":"diseaseControlCentre","nameZh":"县疾控","nameEn":"County CDC"}""");
        AppendEach(json, agent => $$""",{"id":"town-{{agent}}","parent":"county","kind":"townshipHealthCentre","nameZh":"{{agent}}号卫生院","nameEn":"Health centre {{agent}}"}""");
        json.Append("],\"units\":[");
        AppendEach(json, agent => Each((SensorsOfAgent + SensorsInUnit - 1) / SensorsInUnit, unit =>
            $$"""{"id":"town-{{agent}}/fridge-{{unit}}","kind":"refrigerator","nameZh":"{{unit}}号冰箱","nameEn":"Fridge {{unit}}","profile":"CN-IMM/fridge"},"""));
        Close(json, "\"sensors\":[");
        AppendEach(json, agent => Each(SensorsOfAgent, sensor =>
            $$"""{"id":"{{SensorId(agent, sensor)}}","unit":"town-{{agent}}/fridge-{{sensor / SensorsInUnit}}","placedAt":"2026-01-01T00:00:00+08:00"},"""));
        Close(json, "\"agents\":[");
        AppendEach(json, agent => $$"""{"id":"{{AgentId(agent)}}","facility":"town-{{agent}}","key":"{{Key(agent)}}"},""");
        json.Length--;
        return json.Append("]}").ToString();
    }

    private static string Each(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));

    private static void Close(StringBuilder json, string next)
    {
        json.Length--;
        json.Append("],").Append(next);
    }

    private void AppendEach(StringBuilder json, Func<int, string> text) => json.Append(Each(Agents, text));
}
