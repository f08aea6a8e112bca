using System.Globalization;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Family F11 of the fault matrix: what goes wrong between sensors, brokers and the agent.</summary>
/// <remarks>
/// COLDCHAIN_FAULT_COUNT (default 50) faults are played, drawn from COLDCHAIN_FAULT_SEED (default: 11). The senders keep their
/// own books outside of the agent; in the end what they were told is stored must be in the journal, once, with its value, in
/// the sender's order, and nothing that was never sent. Each kind of fault must have been met, or the run proves nothing.
/// </remarks>
[Trait(FaultRun.Family, "F11")]
public sealed class MqttFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Count => FaultRun.Count(usual: 50);

    private static int Seed => Setting("COLDCHAIN_FAULT_SEED", 11);

    [Fact] // F11: DUP, lost PUBACK, agent and sensor dying between; half of the count
    public async Task Sensors_at_the_listener_lose_nothing_and_nothing_is_stored_twice()
    {
        Random random = new(Seed);
        await using FaultyListenerRun run = await FaultyListenerRun.StartAsync();
        FaultySensorClient[] sensors = [.. Enumerable.Range(1, 3).Select(number => new FaultySensorClient(number, random.Next()))];
        int faults = Count / 2;
        for (int i = 0; i < faults; i++)
        {
            await run.PlayAsync((ListenerFault)(i % FaultyListenerRun.Kinds), sensors[random.Next(sensors.Length)], random);
        }

        foreach (FaultySensorClient sensor in sensors)
        {
            await run.DrainAsync(sensor); // Liveness: after all of it everything that is left is taken.
            await run.PublishAsync(sensor, 20);
        }

        IReadOnlyList<StoredReading> stored = await run.StoredAsync();
        Assert.All(sensors, sensor => sensor.Check(stored));
        Assert.Equal(sensors.Sum(sensor => sensor.Sent), stored.Count);
        run.AssertEveryFaultWasMet(faults);
        FaultRun.Report("F11", faults, Seed);
    }

    [Fact] // F11: packet ids come round
    public async Task Packet_ids_wrap_at_65535_and_equal_values_under_equal_ids_are_different_readings()
    {
        await using FaultyListenerRun run = await FaultyListenerRun.StartAsync();
        FaultySensorClient sensor = new(1, Seed) { NextId = 65_500, IsMonotonous = true };
        await run.PublishAsync(sensor, 100);
        sensor.NextId = 65_500; // The same ids, the same value, no DUP: new messages.
        await run.PublishAsync(sensor, 100);
        Assert.Contains((ushort)65_535, sensor.IdsUsed);
        Assert.Contains((ushort)1, sensor.IdsUsed);
        Assert.DoesNotContain((ushort)0, sensor.IdsUsed);
        Assert.Equal(200, (await run.StoredAsync()).Count);
    }

    [Fact] // F11: broker killed and cut off, half of the count
    public async Task Readings_through_a_broker_survive_its_death_and_ours()
    {
        Random random = new(Seed);
        await using FaultyBrokerRun run = await FaultyBrokerRun.StartAsync();
        int faults = Count / 2;
        for (int i = 0; i < faults; i++)
        {
            await run.PlayAsync((BrokerFault)(i % FaultyBrokerRun.Kinds), random);
        }

        await run.CheckAsync();
        run.AssertEveryFaultWasMet(faults);
        FaultRun.Report("F11", faults, Seed);
    }

    [Fact] // F11: session loss
    public async Task A_session_that_the_broker_has_lost_is_opened_again_and_what_comes_from_then_on_is_read()
    {
        await using FaultyBrokerRun run = await FaultyBrokerRun.StartAsync();
        await run.PublishAndTakeAsync();
        await run.LoseSessionAsync();
        await run.PublishAndTakeAsync();
        await run.CheckAsync();
    }

    [Fact] // F11: 20 000 offline backlog
    public async Task Twenty_thousand_messages_that_waited_at_the_broker_are_all_read_once()
    {
        await using FaultyBrokerRun run = await FaultyBrokerRun.StartAsync("persistence false");
        await run.StopAgentAsync();
        await run.PublishAsync(20_000);
        await run.StartAgentAsync();
        await run.CheckAsync();
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int set) ? set : fallback;
}
