using System.Text.Json.Nodes;
using ColdChain.Agent.Decoding;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Decoding;

public sealed class DecodedTextTests
{
    private static readonly Instant Noon = Instant.FromUnixMilliseconds(1_777_550_400_000);

    [Fact]
    public void A_reading_prints_its_five_fields_and_what_else_the_device_said()
    {
        DecodedLine line = new("冰箱 3", Noon, Temperature.FromMilliCelsius(4_370), null, DecodedSource.Live)
        {
            Further = new Dictionary<string, JsonNode?> { ["batteryPercent"] = 97, ["celsius"] = 99 },
        };
        Assert.Equal(
            """{"sensor":"冰箱 3","at":"2026-04-30T12:00:00.000Z","celsius":4.37,"fault":null,"source":"live","batteryPercent":97}""",
            First(line));
    }

    [Fact]
    public void A_fault_without_a_time_has_neither_a_temperature_nor_a_moment() => Assert.Equal(
        """{"sensor":"7","at":null,"celsius":null,"fault":"Sentinel","source":"log"}""",
        First(new DecodedLine("7", null, null, "Sentinel", DecodedSource.Log)));

    [Fact]
    public void The_summary_counts_and_names_what_was_rejected()
    {
        DecodedReport report = new(
            [
                new DecodedLine("a", Noon, Temperature.FromMilliCelsius(-18_000), null, DecodedSource.Daily),
                new DecodedLine("b", Noon, null, "ProbeMissing", DecodedSource.Log),
            ],
            [new RejectedPart("line 12", "\"abc\" is no temperature")],
            SignatureStanding.Valid);
        Assert.Equal(
            """{"summary":{"readings":1,"faults":1,"rejected":[{"where":"line 12","reason":"\"abc\" is no temperature"}],"signature":"valid"}}""",
            DecodedText.Write(report).Last());
    }

    private static string First(DecodedLine line) =>
        DecodedText.Write(new DecodedReport([line], [], SignatureStanding.Absent)).First();
}
