using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Outbox;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>F15: the process dies between any two of notice, state, intent, send and receipt.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    [Fact] // AL-13
    public async Task Killed_at_any_command_to_the_database_it_neither_loses_a_message_nor_sends_one_three_times()
    {
        int reached = 0;
        for (int command = 1; ; command++)
        {
            await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
            await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
            alarming.Fault.AtCommand(command);
            bool wasKilled = await IsKilledAsync(async () =>
            {
                await alarming.SweepAsync();
                await alarming.DeliverAsync();
            });
            alarming.Fault.Never();
            if (!wasKilled)
            {
                break;
            }

            reached++;
            await alarming.RestartAsync();
            alarming.Clock.Advance(Lease);
            await alarming.SweepAsync();
            await alarming.DeliverAsync();

            await ShouldHaveToldOnceOrTwiceAsync(alarming);
        }

        Assert.True(reached > 20, $"the walk reached {reached} commands; fewer than 20 cannot have been all of it");
    }

    [Fact] // AL-13
    public async Task Killed_after_the_receiver_took_it_and_before_the_receipt_it_is_sent_once_more_with_the_same_key()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        alarming.Receiver.AfterArrival = _ => throw new PowerCutException();
        Assert.True(await IsKilledAsync(() => alarming.RunAsync(TimeSpan.Zero)));
        alarming.Receiver.AfterArrival = _ => { };

        await alarming.RestartAsync();
        await alarming.RunAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));

        Assert.Equal(2, alarming.Receiver.Received.Count);
        Assert.Single(alarming.Receiver.Keys.Distinct());
        // The same link, too: it is made of the key.
        Assert.Single(alarming.Receiver.Received.Select(message => message.Link).Distinct());
    }

    [Fact] // AL-13
    public async Task A_sender_that_was_slower_than_its_lease_does_not_write_over_the_next_ones_outcome()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.SweepAsync();
        CancellationToken token = TestContext.Current.CancellationToken;
        OutboxMessage? slow = await alarming.WithAsync<Server.Alarming.Stages.DeliveryStage, OutboxMessage?>(
            stage => stage.ClaimAsync(ContactWay.Email, token));
        alarming.Clock.Advance(Lease);
        await alarming.DeliverAsync();

        await alarming.WithAsync<Server.Alarming.Stages.DeliveryStage, bool>(async stage =>
        {
            await stage.SettleAsync(
                slow!, new Server.Alarming.Notifiers.DeliveryOutcome.Failed(Core.Alarms.DeliveryFailure.Network, "late"), token);
            return true;
        });

        Assert.Equal(OutboxState.Delivered, Assert.Single(await alarming.MessagesAsync()).State);
        Assert.Equal(2, (await alarming.ListAsync<DeliveryAttempt>()).Count);
    }

    [Fact] // AL-13
    public async Task Two_schedulers_that_race_make_each_step_once()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        await alarming.ExcursionAsync(AlarmingUnderTest.OtherFridge);

        for (int minute = 0; minute <= 60; minute += 5)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                await alarming.SweepAsync();
                await alarming.DeliverAsync();
            })));
            alarming.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(alarming.Receiver.Keys.Count, alarming.Receiver.Keys.Distinct().Count());
        // Two fridges, each: three steps of one, and one round to all three.
        Assert.Equal(12, alarming.Receiver.Received.Count);
    }

    [Fact] // AL-06, AL-08
    public async Task A_restart_in_the_middle_of_the_night_goes_on_where_it_was()
    {
        await using AlarmingUnderTest alarming = await AlarmingUnderTest.StartAsync();
        await alarming.ExcursionAsync(AlarmingUnderTest.Fridge);
        for (int minute = 0; minute <= 30; minute++)
        {
            await alarming.RestartAsync();
            await alarming.RunAsync(TimeSpan.Zero);
        }

        Assert.Equal(
            ["wangfang@example.cn", "liu@example.cn", "cdc"], alarming.Receiver.Received.Select(message => message.Address));
    }

    private static async Task<bool> IsKilledAsync(Func<Task> run)
    {
        try
        {
            await run();
            return false;
        }
        catch (Exception fault) when (fault is PowerCutException || fault.InnerException is PowerCutException)
        {
            return true;
        }
    }

    private static async Task ShouldHaveToldOnceOrTwiceAsync(AlarmingUnderTest alarming)
    {
        Assert.Single(await alarming.AlarmsAsync());
        Assert.Equal(OutboxState.Delivered, Assert.Single(await alarming.MessagesAsync()).State);
        Assert.Single(alarming.Receiver.Keys.Distinct());
        Assert.InRange(alarming.Receiver.Received.Count, 1, 2);
    }
}
