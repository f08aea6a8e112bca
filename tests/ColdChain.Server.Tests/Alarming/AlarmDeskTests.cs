using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Audit;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>A person and the pipeline, or two persons, write one alarm in the same moment: nobody's word is lost or turned away.</summary>
public sealed class AlarmDeskTests
{
    private const long TheAlarm = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taken_while_the_pipeline_writes_it_the_alarm_is_taken_with_one_line_on_the_trail()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        alarming.Rival.After(readings: 1, alarming.SweepAsync);

        TakeOutcome outcome = await TakeAsync(alarming, "李护士");

        Alarm alarm = Assert.Single(await alarming.AlarmsAsync());
        Assert.Equal(TakeOutcome.Taken, outcome);
        Assert.Equal((AlarmStage.Taken, "李护士", 2), (alarm.Stage, alarm.TakenBy, alarm.StepsDone));
        Assert.Single(await TakingsOnTrailAsync(alarming), entry => entry.Contains("李护士", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_second_by_a_moment_is_told_that_another_has_it()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        alarming.Rival.After(readings: 1, () => TakeAsync(alarming, "王芳"));

        TakeOutcome outcome = await TakeAsync(alarming, "李护士");

        Assert.Equal(TakeOutcome.AlreadyTaken, outcome);
        Assert.Equal("王芳", Assert.Single(await alarming.AlarmsAsync()).TakenBy);
        Assert.Contains("王芳", Assert.Single(await TakingsOnTrailAsync(alarming)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_pressed_while_the_pipeline_writes_is_used_and_takes_the_alarm()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        alarming.Rival.After(readings: 1, alarming.SweepAsync);

        TakeOutcome? outcome = await TakeByLinkAsync(alarming);

        Assert.Equal(TakeOutcome.Taken, outcome);
        Assert.Equal("王芳", Assert.Single(await alarming.AlarmsAsync()).TakenBy);
        Assert.Contains(await alarming.ListAsync<AcknowledgementLink>(), link => link.UsedAt is not null);
        Assert.Single(await TakingsOnTrailAsync(alarming));
    }

    [Fact] // AL-09
    public async Task A_link_that_is_pressed_twice_in_one_moment_takes_once()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        alarming.Rival.After(readings: 1, () => TakeByLinkAsync(alarming));

        TakeOutcome? second = await TakeByLinkAsync(alarming);

        Assert.Null(second);
        Assert.Single(await TakingsOnTrailAsync(alarming));
    }

    [Fact]
    public async Task Cause_and_action_written_while_the_pipeline_writes_are_kept_with_one_line_on_the_trail()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        alarming.Rival.After(readings: 1, alarming.SweepAsync);

        CloseOutcome outcome = await alarming.WithAsync<AlarmDesk, CloseOutcome>(
            desk => desk.ExplainAsync(TheAlarm, new Explanation("李护士", "停电", "转移疫苗"), Token));

        Alarm alarm = Assert.Single(await alarming.AlarmsAsync());
        Assert.Equal((CloseOutcome.StillOutOfRange, "停电", "转移疫苗", 2), (outcome, alarm.Cause, alarm.Action, alarm.StepsDone));
        Assert.Single(await TrailAsync(alarming), entry => entry.Contains("停电", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rival_that_never_rests_is_given_up_on_after_some_tries_and_nothing_is_half_written()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        int writes = 0;
        alarming.Rival.After(int.MaxValue, () =>
        {
            writes++;
            return TouchAsync(alarming);
        });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => TakeAsync(alarming, "李护士"));

        Assert.Equal(AlarmDesk.MostTries, writes);
        Assert.Equal(AlarmStage.Raised, Assert.Single(await alarming.AlarmsAsync()).Stage);
        Assert.Empty(await TakingsOnTrailAsync(alarming));
    }

    [Fact]
    public async Task Eight_persons_who_have_all_read_it_before_any_writes_make_one_taker()
    {
        await using AlarmingUnderTest alarming = await RaisedAsync();
        int readings = 0;
        TaskCompletionSource allHaveRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        alarming.Rival.After(readings: 8, () =>
        {
            if (Interlocked.Increment(ref readings) == 8)
            {
                allHaveRead.SetResult();
            }

            return allHaveRead.Task;
        });

        TakeOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => TakeAsync(alarming, $"person-{n}")));

        Assert.Single(outcomes, TakeOutcome.Taken);
        Assert.Equal(7, outcomes.Count(outcome => outcome == TakeOutcome.AlreadyTaken));
        Assert.Single(await TakingsOnTrailAsync(alarming));
    }

    /// <summary>One alarm that has been told of once, and whose second step is due.</summary>
    private static async Task<AlarmingUnderTest> RaisedAsync()
    {
        AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.SweepAsync();
        await alarming.DeliverAsync();
        alarming.Clock.Advance(alarming.Options.Times.StepAfter);
        return alarming;
    }

    private static Task<TakeOutcome> TakeAsync(AlarmingUnderTest alarming, string by) =>
        alarming.WithAsync<AlarmDesk, TakeOutcome>(desk => desk.TakeAsync(TheAlarm, by, contactId: null, Token));

    private static Task<TakeOutcome?> TakeByLinkAsync(AlarmingUnderTest alarming) =>
        alarming.WithAsync<AlarmDesk, TakeOutcome?>(async desk =>
        {
            string token = alarming.Receiver.Received[0].Link!.Split('/')[^1];
            AcknowledgementLink? link = await desk.FindLinkAsync(token, Token);
            return await desk.TakeByLinkAsync(link!, Token);
        });

    /// <summary>A change that says nothing: the fence counts it all the same.</summary>
    private static Task<int> TouchAsync(AlarmingUnderTest alarming) => alarming.InRecordsAsync(records => records.Set<Alarm>()
        .ExecuteUpdateAsync(set => set.SetProperty(alarm => alarm.Version, alarm => alarm.Version + 1), Token));

    private static async Task<IReadOnlyList<string>> TakingsOnTrailAsync(AlarmingUnderTest alarming) =>
        [.. (await TrailAsync(alarming)).Where(entry => entry.Contains("\"TakenAt\"", StringComparison.Ordinal))];

    /// <summary>What was changed in the alarm, as JSON.</summary>
    private static async Task<IReadOnlyList<string>> TrailAsync(AlarmingUnderTest alarming) =>
    [
        .. (await alarming.ListAsync<AuditEntry>())
            .Where(entry => entry is { Subject: "alarm", Action: "change" })
            .Select(entry => entry.NewValues ?? string.Empty),
    ];
}
