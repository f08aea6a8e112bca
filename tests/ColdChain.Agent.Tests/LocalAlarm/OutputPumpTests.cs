using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>One output that is broken leaves the others alone.</summary>
public sealed class OutputPumpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("fails")]
    public async Task A_broken_output_does_not_keep_the_other_from_sounding(string how)
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        (edge.Siren.Throws, edge.Siren.Hangs, edge.Siren.Fault) = (how == "throws", how == "hangs", how == "fails" ? "no power" : null);
        await edge.ReadForAsync(11, "9.5");

        await edge.SoundsAsync(1);
        await edge.ToldAsync(WireEventKinds.LocalOutputFailed);
        Assert.StartsWith("level: ", edge.Told.Single(what => what.Kind == WireEventKinds.LocalOutputFailed).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_its_recovery_is_told()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        edge.Output.Fault = "no network";
        await edge.ReadForAsync(11, "9.5");
        await edge.ToldAsync(WireEventKinds.LocalOutputFailed);

        edge.Output.Fault = null;
        await edge.ToldAsync(WireEventKinds.LocalOutputBack);

        Assert.Null(edge.Desk.Outputs()[0].Trouble);
        Assert.All(edge.Output.Kinds, kind => Assert.Equal(CallKind.Alarm, kind));
    }

    [Fact]
    public async Task A_call_that_could_not_be_made_is_not_made_when_the_alarm_is_over()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        edge.Output.Fault = "no network";
        await edge.ReadForAsync(11, "9.5");
        await edge.ReadForAsync(12, "5.0");
        await edge.ToldAsync(WireEventKinds.LocalAlarmOver);
        int failed = edge.Output.Calls.Count;

        edge.Output.Fault = null;
        await Eventually.HoldsAsync(() => Pass(edge, edge.Output.Calls.Count > failed), "the output is told again", Token);

        Assert.Equal(CallKind.Over, edge.Output.Kinds[^1]);
    }

    private static bool Pass(EdgeUnderTest edge, bool holds)
    {
        edge.Clock.Advance(holds ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        return holds;
    }
}
