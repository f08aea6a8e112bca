using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Decoding;

namespace ColdChain.Agent.Tests.Serial;

/// <summary>Compares decoded lines with the "expect" of a profile's sample.</summary>
internal static class ExpectedLines
{
    public static void Check(JsonElement expect, IReadOnlyList<DecodedLine> lines)
    {
        Assert.Equal(expect.GetArrayLength(), lines.Count);
        for (int index = 0; index < lines.Count; index++)
        {
            CheckLine(expect[index], lines[index]);
        }
    }

    private static void CheckLine(JsonElement expect, DecodedLine line)
    {
        foreach (JsonProperty want in expect.EnumerateObject())
        {
            switch (want.Name)
            {
                case "celsius":
                    Assert.Equal(want.Value.GetDecimal(), line.Celsius!.Value.MilliCelsius / 1000m);
                    Assert.Null(line.Fault);
                    break;
                case "fault":
                    Assert.Equal(want.Value.GetString(), line.Fault);
                    Assert.Null(line.Celsius);
                    break;
                default:
                    Assert.True(line.Further.TryGetValue(want.Name, out JsonNode? have), $"{want.Name} is missing");
                    Assert.True(Same(want.Value, have), $"{want.Name}: {want.Value} expected, {have} found");
                    break;
            }
        }
    }

    private static bool Same(JsonElement want, JsonNode? have) => want.ValueKind == JsonValueKind.Number
        ? want.GetDecimal() == decimal.Parse(have!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
        : want.GetString() == have!.GetValue<string>();
}
