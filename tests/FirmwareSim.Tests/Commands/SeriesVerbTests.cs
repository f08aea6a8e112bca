using FirmwareSim.Commands;

namespace FirmwareSim.Tests.Commands;

public sealed class SeriesVerbTests
{
    [Fact]
    public async Task The_same_scenario_and_start_print_the_same_bytes()
    {
        string first = await SeriesAsync("2026-11-22T07:00:00Z");

        Assert.StartsWith("sensor,time,milli_celsius\ngaochuan/fridge-1/top,2026-11-21T07:00:00Z,", first, StringComparison.Ordinal);
        Assert.Equal(first, await SeriesAsync("2026-11-22T07:00:00Z"));
        Assert.NotEqual(first, await SeriesAsync("2026-11-22T07:00:01Z"));
    }

    private static async Task<string> SeriesAsync(string liveStart)
    {
        StringWriter output = new() { NewLine = "\n" };
        Terminal terminal = new(output, TextWriter.Null, TimeProvider.System);
        string[] arguments = ["series", "--scenario", Samples.TwoFridges, "--live-start", liveStart, "--history-days", "1"];
        Assert.Equal(ExitCodes.Done, await Verbs.DispatchAsync(arguments, terminal, TestContext.Current.CancellationToken));
        return output.ToString();
    }
}
