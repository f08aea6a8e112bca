using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Outbox;

namespace ColdChain.Server.Tests.Alarming;

public sealed class AlarmPipelineTests
{
    [Fact] // AL-01, AL-05, AL-16
    public async Task A_rule_that_falls_due_reaches_the_first_contact_with_where_how_warm_and_since_when()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);

        await alarming.SweepAsync();
        await alarming.DeliverAsync();

        NotifierMessage message = Assert.Single(alarming.Receiver.Received);
        Assert.Equal("wangfang@example.cn", message.Address);
        Assert.Equal("【超温】高川镇卫生院 1号冰箱 9.3℃，07:50 起", message.Subject);
        Assert.Contains("高于 8.0℃ 已满 10 分钟，最高 9.6℃。", message.Body, StringComparison.Ordinal);
        Assert.Matches("^http://127.0.0.1:8080/a/[A-Za-z0-9_-]{22}$", message.Link!);
    }

    [Fact] // AL-06, AL-07
    public async Task Unanswered_it_climbs_from_the_township_to_the_county_and_then_repeats()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);

        await alarming.RunAsync(TimeSpan.FromMinutes(61));

        Assert.Equal(
            [
                ("step-0", "wangfang@example.cn"), ("step-1", "liu@example.cn"), ("step-2", "cdc"),
                ("step-3", "wangfang@example.cn"), ("step-3", "liu@example.cn"), ("step-3", "cdc"),
            ],
            alarming.Receiver.Received.Select(message => (message.Key.Split('/')[1], message.Address)));
        Assert.Contains("没有应答", alarming.Receiver.Received[1].Body, StringComparison.Ordinal);
    }

    [Fact] // AL-06
    public async Task A_facility_without_contacts_of_its_own_is_told_of_at_the_county()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.BaishiFridge);

        await alarming.RunAsync(TimeSpan.Zero);

        Assert.Equal("cdc", Assert.Single(alarming.Receiver.Received).Address);
    }

    [Fact] // AL-05
    public async Task With_nobody_to_tell_it_is_looked_at_again_and_told_as_soon_as_there_is_somebody()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync(withContacts: false);
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);

        await alarming.RunAsync(TimeSpan.FromMinutes(5));

        Alarm alarm = Assert.Single(await alarming.AlarmsAsync());
        Assert.Equal((AlarmStage.Raised, 0), (alarm.Stage, alarm.StepsDone));
        Assert.Equal(AlarmingUnderTest.Start + TimeSpan.FromMinutes(30), alarm.NextDueAt);
    }

    [Fact] // AL-02
    public async Task Two_sensors_of_one_fridge_are_one_alarm_that_ends_with_the_last_of_them()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        long first = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromMinutes(1));
        long second = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromMinutes(1));
        Assert.Single(alarming.Receiver.Received);

        await alarming.EndAsync(first, alarming.Now);
        await alarming.RunAsync(TimeSpan.Zero);
        Assert.Equal(AlarmStage.Raised, Assert.Single(await alarming.AlarmsAsync()).Stage);

        await alarming.EndAsync(second, alarming.Now);
        await alarming.RunAsync(TimeSpan.Zero);
        Assert.Equal(AlarmStage.BackInRange, Assert.Single(await alarming.AlarmsAsync()).Stage);
    }

    [Fact] // AL-02
    public async Task Two_fridges_are_two_alarms()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.ExcursionAsync(AlarmingUnderTest.OtherFridge);

        await alarming.RunAsync(TimeSpan.Zero);

        Assert.Equal(2, (await alarming.AlarmsAsync()).Count);
        Assert.Equal(2, alarming.Receiver.Received.Count);
    }

    [Fact] // AL-10
    public async Task Back_in_range_is_told_once_to_those_who_were_told_and_nobody_is_woken_after()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        long excursion = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromMinutes(16));

        await alarming.EndAsync(excursion, alarming.Now);
        await alarming.RunAsync(TimeSpan.FromMinutes(120));

        NotifierMessage[] back = [.. alarming.Receiver.Received.Skip(2)];
        Assert.Equal(["wangfang@example.cn", "liu@example.cn"], back.Select(message => message.Address));
        Assert.All(back, message => Assert.StartsWith("【已恢复】高川镇卫生院 1号冰箱", message.Subject, StringComparison.Ordinal));
        Assert.Equal(AlarmStage.BackInRange, Assert.Single(await alarming.AlarmsAsync()).Stage);
    }

    [Fact] // AL-10
    public async Task Late_data_that_show_it_did_not_end_let_the_escalation_go_on()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        long excursion = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromMinutes(1));
        await alarming.EndAsync(excursion, alarming.Now);
        await alarming.RunAsync(TimeSpan.FromMinutes(20));

        await alarming.EndAsync(excursion, endedAt: null);
        await alarming.RunAsync(TimeSpan.Zero);

        Assert.Equal("liu@example.cn", alarming.Receiver.Received[^1].Address);
    }

    [Fact] // AL-03, AL-15
    public async Task Thirty_days_of_history_wake_nobody_and_make_one_digest_the_next_morning()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        for (int day = 30; day > 0; day--)
        {
            await alarming.ExcursionAsync(AlarmingUnderTest.Fridge, noticedAfter: TimeSpan.FromDays(day), isOver: true);
        }

        // 08:00 local: the morning's digest is long due, but these were found after it.
        await alarming.RunAsync(TimeSpan.FromHours(12), TimeSpan.FromMinutes(30));
        Assert.Empty(alarming.Receiver.Received);
        Assert.Equal(30, (await alarming.AlarmsAsync()).Count);

        await alarming.RunAsync(TimeSpan.FromHours(48), TimeSpan.FromMinutes(30));
        NotifierMessage digest = Assert.Single(alarming.Receiver.Received);
        Assert.Equal("【晨报】补传数据发现 30 起温度异常，均已结束", digest.Subject);
        Assert.Contains("另有 20 起", digest.Body, StringComparison.Ordinal);
        Assert.EndsWith("/alarms", digest.Link, StringComparison.Ordinal);
    }

    [Fact] // AL-04
    public async Task What_late_data_begin_and_end_within_two_minutes_wakes_nobody()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        long excursion = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge, noticedAfter: TimeSpan.FromDays(3));
        await alarming.RunAsync(TimeSpan.FromMinutes(1));

        await alarming.EndAsync(excursion, alarming.Now - TimeSpan.FromDays(2));
        await alarming.RunAsync(TimeSpan.FromMinutes(30));

        Assert.Empty(alarming.Receiver.Received);
        Assert.True(Assert.Single(await alarming.AlarmsAsync()).State.WokeNobody);
    }

    [Fact] // AL-04
    public async Task What_late_data_begin_and_do_not_end_is_told_after_two_minutes()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge, noticedAfter: TimeSpan.FromHours(2));

        await alarming.RunAsync(TimeSpan.FromMinutes(3));

        Assert.Single(alarming.Receiver.Received);
    }

    [Fact] // AL-12, AL-15
    public async Task What_is_beyond_the_share_of_an_address_waits_for_the_digest_which_counts_it()
    {
        AlarmingOptions options = new() { Allowance = new MessageAllowance { Most = 5 } };
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync(options);
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);

        await alarming.RunAsync(TimeSpan.FromHours(20), TimeSpan.FromMinutes(15));
        Assert.Equal(5, alarming.Receiver.Received.Count(message => message.Address == "wangfang@example.cn"));
        Assert.True(Assert.Single(await alarming.AlarmsAsync()).StepsDone > 30);

        await alarming.RunAsync(TimeSpan.FromHours(5), TimeSpan.FromMinutes(15));
        NotifierMessage digest = Assert.Single(
            alarming.Receiver.Received,
            message => message.Address == "wangfang@example.cn" && message.Key.StartsWith("digest/", StringComparison.Ordinal));
        Assert.Contains("条通知因达到每日上限未发送", digest.Body, StringComparison.Ordinal);
    }

    [Fact] // AL-14
    public async Task A_receiver_that_is_away_for_a_night_gets_what_is_true_now_and_not_what_was()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        alarming.Receiver.Refuse = _ => DeliveryFailure.Network;
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromHours(8), TimeSpan.FromMinutes(10));

        alarming.Receiver.Refuse = _ => null;
        await alarming.RunAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(
            ["wangfang@example.cn", "liu@example.cn", "cdc"], alarming.Receiver.Received.Select(message => message.Address));
        Assert.Contains(await alarming.MessagesAsync(), message => message.State == OutboxState.Superseded);
        Assert.True((await alarming.ListAsync<DeliveryAttempt>()).Count > 50);
    }

    [Fact] // AL-14
    public async Task Each_attempt_is_on_record_with_its_kind_and_the_next_one_waits_longer()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        alarming.Receiver.Refuse = _ => DeliveryFailure.Server;
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);

        await alarming.RunAsync(TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(1));

        Assert.Equal(
            [0, 5, 15, 35, 75],
            (await alarming.ListAsync<DeliveryAttempt>()).Select(attempt => (int)(attempt.At - AlarmingUnderTest.Start).TotalSeconds));
        Assert.Equal(DeliveryFailure.Server, Assert.Single(await alarming.MessagesAsync()).LastFailure);
    }

    [Fact] // AL-14
    public async Task One_way_that_cannot_be_reached_does_not_hold_up_the_other()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        alarming.Receiver.Refuse = message => message.Address == "cdc" ? null : DeliveryFailure.Network;
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.ExcursionAsync(AlarmingUnderTest.BaishiFridge);

        await alarming.RunAsync(TimeSpan.Zero);

        Assert.Equal("cdc", Assert.Single(alarming.Receiver.Received).Address);
    }

    [Fact] // AL-14
    public async Task What_could_not_be_sent_before_the_return_to_range_is_not_sent_after_it()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        alarming.Receiver.Refuse = _ => DeliveryFailure.Network;
        long excursion = await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.RunAsync(TimeSpan.FromMinutes(3));

        await alarming.EndAsync(excursion, alarming.Now);
        alarming.Receiver.Refuse = _ => null;
        await alarming.RunAsync(TimeSpan.FromMinutes(30));

        Assert.Empty(alarming.Receiver.Received);
        Assert.Equal(OutboxState.Superseded, Assert.Single(await alarming.MessagesAsync()).State);
    }
}
