using System.Text.RegularExpressions;
using ColdChain.Testing;
using EndToEnd.Tests.Access;
using EndToEnd.Tests.Oracle;

namespace EndToEnd.Tests.Demo;

/// <summary>The demo as its reader meets it: real programs, the real rule, no clock but the real one.</summary>
public sealed partial class DemoTests(DemoRun demo)
{
    private const string SerialSensor = "gaochuan/fridge-1/top";
    private const string MqttSensor = "baishi/fridge-1/top";

    private static readonly TimeSpan DueBound = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_values_of_a_serial_and_of_an_mqtt_fridge_reach_the_overview()
    {
        await demo.IsLiveAsync(Token);
        using PersonSession inspector = await PersonSession.LogInAsync(demo.Address, "chen.jing", "inspector-demo-1", Token);
        long since = demo.LiveSince.ToUnixTimeMilliseconds();

        foreach (string sensor in new[] { SerialSensor, MqttSensor })
        {
            await Eventually.HoldsAsync(
                () => HistoryFileReader.ReadAll(Path.Combine(demo.DataDirectory, "server", "history.db"))
                    .Count(row => row.Sensor == sensor && row.MeasuredAt > since) >= 3,
                $"three live readings of {sensor} are stored",
                TimeSpan.FromMinutes(2),
                Token);
        }

        Answer overview = await inspector.GetAsync("/", Token);
        Assert.Contains("/units/gaochuan/fridge-1", overview.Body, StringComparison.Ordinal);
        Assert.Contains("/units/baishi/fridge-1", overview.Body, StringComparison.Ordinal);
        Assert.True(
            overview.Body.IndexOf("/units/gaochuan/fridge-2", StringComparison.Ordinal)
                < overview.Body.IndexOf("/units/gaochuan/fridge-1", StringComparison.Ordinal),
            "the warming fridge stands before the good one: worst first");
    }

    [Fact]
    public async Task The_warming_fridge_becomes_an_alarm_in_the_inbox_with_the_lots_inside_and_history_wakes_nobody()
    {
        await demo.IsLiveAsync(Token);
        using PersonSession nurse = await PersonSession.LogInAsync(demo.Address, "li.na", "gaochuan-demo-1", Token);
        string[] messages = [];
        await Eventually.HoldsAsync(
            async () => (messages = MessagesOf(await nurse.GetAsync("/inbox", Token))).Any(IsAboutTheWarmingFridge),
            "a message about Gaochuan's fridge 2 is in the inbox",
            DueBound,
            Token);

        string alarm = messages.First(IsAboutTheWarmingFridge);
        Assert.Contains("8.", alarm, StringComparison.Ordinal);
        Assert.Matches(Doses(), alarm);
        Assert.True(
            messages.Count(message => !IsAboutTheWarmingFridge(message)) <= 1,
            $"thirty days of history send at most one message:\n{string.Join("\n---\n", messages)}");
    }

    private static bool IsAboutTheWarmingFridge(string message) =>
        message.Contains("高川镇卫生院", StringComparison.Ordinal) && message.Contains("2号冰箱", StringComparison.Ordinal);

    private static string[] MessagesOf(Answer inbox) =>
        [.. Message().Matches(inbox.Body).Select(match => match.Value)];

    [GeneratedRegex("<article class=\"card message\">.*?</article>", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex(@"\d+\s*剂")]
    private static partial Regex Doses();
}
