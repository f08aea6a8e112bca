using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class MqttBrokerSourceTests
{
    private const string FridgeTop = "coldchain/fridge-1/top/reading";

    private readonly CollectingLog<MqttBrokerSource> _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readings_of_a_broker_arrive_and_are_acknowledged_after_the_disk()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using (RunningSource source = await StartAsync(broker.Port))
        {
            await broker.PublishAsync(FridgeTop, """{"temperature":4.1}""");
            Assert.False((await source.MeasuredAsync()).Origin!.IsRedelivery);
        } // Stopped before the disk had it.

        await using RunningSource again = await StartAsync(broker.Port);
        Observation.Measured measured = await again.MeasuredAndStoredAsync();
        Assert.Equal(4100, Assert.Single(measured.Readings).Value.MilliCelsius);
        Assert.Equal(("mqtt-broker", "agent", true), (measured.Origin!.Source, measured.Origin.ClientId, measured.Origin.IsRedelivery));
    }

    [Fact]
    public async Task A_retained_message_is_no_new_reading()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await broker.PublishAsync(FridgeTop, """{"temperature":4.1}""", "-r");
        await using RunningSource source = await StartAsync(broker.Port);
        await broker.PublishAsync(FridgeTop, """{"temperature":4.2}""");
        Assert.Equal(4200, Assert.Single((await source.MeasuredAsync()).Readings).Value.MilliCelsius);
    }

    [Fact]
    public async Task A_broker_that_restarts_is_told_and_found_again_with_nothing_lost_that_was_on_its_way()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync("allow_anonymous true", "persistence true");
        await using RunningSource source = await StartAsync(broker.Port);
        await broker.PublishAsync(FridgeTop, """{"temperature":4.1}""");
        await source.MeasuredAsync();
        await broker.StopAsync();
        (string kind, string? detail) = await source.HappenedAsync();
        Assert.Equal(WireEventKinds.SourceFault, kind);
        Assert.StartsWith($"mqtt-broker: broker 127.0.0.1:{broker.Port}: ", detail, StringComparison.Ordinal);
        await broker.RestartAsync();
        List<string> seen = [];
        while (!seen.Contains("back") || !seen.Contains("again"))
        {
            seen.Add(await source.NextAsync() switch
            {
                Observation.Happened { What.Kind: WireEventKinds.SourceBack } => "back",
                Observation.Measured { Origin.IsRedelivery: true } => "again",
                _ => "another attempt failed",
            });
        }
    }

    [Fact] // What autosave_on_changes keeps; docs/decisions/0005-mqtt-listener-and-codec.md says what it does not.
    public async Task A_broker_that_is_killed_while_the_agent_is_away_keeps_what_it_queued_when_set_to_save_each_change()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(
            "allow_anonymous true", "persistence true", "autosave_interval 1", "autosave_on_changes true");
        await using (RunningSource source = await StartAsync(broker.Port))
        {
        }

        for (int i = 0; i < 10; i++)
        {
            await broker.PublishAsync(FridgeTop, $$"""{"temperature":4.{{i}}}""");
        }

        await Eventually.HoldsAsync(() => broker.HasSaved("""{"temperature":4.9}"""), "mosquitto has saved its file", Token);
        await broker.KillAsync();
        await broker.RestartAsync();
        await using RunningSource again = await StartAsync(broker.Port);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(4000 + (100 * i), Assert.Single((await again.MeasuredAndStoredAsync()).Readings).Value.MilliCelsius);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_told_once_and_tried_again_later_and_later()
    {
        await using Mosquitto broker = await Mosquitto.StartWithPasswordAsync();
        ManualClock clock = new();
        await using RunningSource source = new(new MqttBrokerSource(Options(broker.Port, password: "wrong"), clock, _log));
        (string kind, string? detail) = await source.HappenedAsync();
        Assert.Equal(WireEventKinds.SourceFault, kind);
        Assert.Contains("correct user and password", detail, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => IsAtLeastAfterASecond(clock, attempts: 5), "five attempts were made", Token);
        Assert.Equal(0, source.Waiting);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("wrong-", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_broker_and_garbage_are_told_with_what_to_do()
    {
        await using ScriptedBroker garbage = new();
        await using RunningSource source = new(new MqttBrokerSource(Options(garbage.Port), TimeProvider.System, _log));
        await garbage.AcceptAsync();
        await garbage.SayAsync("48 54 54 50");
        garbage.HangUp();
        string? detail = (await source.HappenedAsync()).Detail;
        Assert.Contains("It is no MQTT broker", detail, StringComparison.Ordinal);
        await garbage.DisposeAsync();
        Assert.Contains("Is it running, and are host and port right?", (await source.HappenedAsync()).Detail, StringComparison.Ordinal);
    }

    private bool IsAtLeastAfterASecond(ManualClock clock, int attempts)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Attempts >= attempts;
    }

    private int Attempts => _log.Lines.Count(line => line.Contains("Next attempt in", StringComparison.Ordinal));

    private static MqttBrokerOptions Options(int port, string? password = null) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "agent",
        Topics = [Topics.Json],
        ConnectTimeout = TimeSpan.FromMinutes(5),
        KeepAlive = TimeSpan.FromMinutes(10), // A clock that is advanced ends no attempt.
        User = password is null ? null : "agent",
        Password = password is null ? null : $"{password}-password",
    };

    private async Task<RunningSource> StartAsync(int port)
    {
        int before = Subscriptions;
        RunningSource source = new(new MqttBrokerSource(Options(port), TimeProvider.System, _log));
        await Eventually.HoldsAsync(() => Subscriptions > before, "the source is subscribed", Token);
        return source;
    }

    private int Subscriptions => _log.Lines.Count(line => line.Contains("subscribed at broker", StringComparison.Ordinal));
}
