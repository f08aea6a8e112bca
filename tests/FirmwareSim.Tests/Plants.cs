using FirmwareSim.Live;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Tests;

/// <summary>Small plants for tests.</summary>
internal static class Plants
{
    public const string TwoFridges = """
        zone +08:00
        fridge a/fridge-1 kind=refrigerator volume=150 doors=12
        fridge a/fridge-2 kind=refrigerator volume=92 load=4 doors=12
        sensor a/fridge-1/top modbus bus=/tmp/none/bus-1 slave=1 map=rs-ws-n01
        sensor a/fridge-2/top mqtt topic=t client=c time=iso
        """;

    public static Scenario Scenario(string text)
    {
        ScenarioOutcome outcome = ScenarioParser.Parse(text, new Dictionary<string, string>());
        Assert.Empty(outcome.Mistakes);
        return outcome.Scenario!;
    }

    public static Plant Of(string text, long liveStart) => new(Scenario(text), liveStart, liveStart);

    public static int Read(Plant plant, string sensor, long second) =>
        plant.Sensor(sensor).TakeMilliCelsius(DateTimeOffset.FromUnixTimeSeconds(second));
}
