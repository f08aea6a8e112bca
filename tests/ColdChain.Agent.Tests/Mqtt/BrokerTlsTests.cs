using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Agent.Mqtt.Securing;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>The client that this build uses, over TLS, with mosquitto as the other side.</summary>
public sealed class BrokerTlsTests : IDisposable
{
    private readonly TestCertificates _clinic = new();
    private readonly TestCertificates _stranger = new("Strange CA");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _clinic.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task A_broker_with_a_certificate_of_the_named_ca_is_read()
    {
        await using Mosquitto broker = await StartAsync(_clinic.Server());
        await using Subscriber subscriber = At(broker, new BrokerTlsSettings(_clinic.Authority, null, null, null));
        await subscriber.IsSubscribedAsync();
        await broker.PublishAsync("fridge/1", "4.1", "--cafile", _clinic.Authority, "-h", "localhost");
        await (await subscriber.NextMessageAsync()).Acknowledge(Token);
    }

    [Fact]
    public async Task A_broker_that_asks_for_a_certificate_is_shown_ours()
    {
        await using Mosquitto broker = await StartAsync(_clinic.Server(), "require_certificate true", $"cafile {_clinic.Authority}");
        (string certificate, string key) = _clinic.Client("agent");
        await using (Subscriber subscriber = At(broker, new BrokerTlsSettings(_clinic.Authority, certificate, key, null)))
        {
            await subscriber.IsSubscribedAsync();
        }

        await using Subscriber without = At(broker, new BrokerTlsSettings(_clinic.Authority, null, null, null));
        Assert.NotEmpty((await without.EndAsync()).Message);
    }

    [Theory]
    [InlineData("another CA", "is not trusted: who issued it is not in")]
    [InlineData("another name", "is not trusted: it is not for '127.0.0.1'")]
    [InlineData("expired", "is not trusted: it is expired or not valid yet")]
    public async Task A_broker_that_is_not_to_be_trusted_is_refused_in_words(string what, string words)
    {
        await using Mosquitto broker = await StartAsync(what switch
        {
            "another CA" => _stranger.Server(),
            "another name" => _clinic.Server("broker.example.org"),
            _ => _clinic.Server(isExpired: true),
        });
        await using Subscriber subscriber = At(broker, new BrokerTlsSettings(_clinic.Authority, null, null, null));
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.Untrusted, fault.Kind);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("The broker's certificate 'O=Clinic, CN=", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_given_counts_instead_of_the_host()
    {
        await using Mosquitto broker = await StartAsync(_clinic.Server("broker.example.org"));
        await using Subscriber subscriber = At(broker, new BrokerTlsSettings(_clinic.Authority, null, null, "broker.example.org"));
        await subscriber.IsSubscribedAsync();
    }

    [Fact]
    public async Task A_broker_without_tls_on_that_port_is_told_so()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using Subscriber subscriber = At(broker, new BrokerTlsSettings(_clinic.Authority, null, null, null));
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.Untrusted, fault.Kind);
        Assert.Contains("the broker's port for TLS", fault.Message, StringComparison.Ordinal);
    }

    [Fact] // F10: the source goes on trying, and a CA file that is put right needs no restart.
    public async Task A_wrong_ca_is_told_once_and_a_right_one_is_taken_up_by_itself()
    {
        await using Mosquitto broker = await StartAsync(_clinic.Server());
        string authorities = _stranger.Authority;
        MqttBrokerOptions options = new()
        {
            Host = "localhost",
            Port = broker.Port,
            ClientId = "agent",
            Topics = [Topics.Json],
            Tls = new BrokerTlsOptions { Ca = authorities },
        };
        await using RunningSource source = new(new MqttBrokerSource(options, TimeProvider.System, new CollectingLog<MqttBrokerSource>()));
        (string kind, string? detail) = await source.HappenedAsync();
        Assert.Equal(WireEventKinds.SourceFault, kind);
        Assert.Contains($"who issued it is not in {authorities}", detail, StringComparison.Ordinal);
        File.Copy(_clinic.Authority, authorities, overwrite: true);
        Assert.Equal(WireEventKinds.SourceBack, (await source.HappenedAsync()).Kind);
    }

    private static Subscriber At(Mosquitto broker, BrokerTlsSettings tls) => Subscriber.At(broker.Port, settings => settings with { Tls = tls });

    private static Task<Mosquitto> StartAsync((string Certificate, string Key) server, params string[] more) =>
        Mosquitto.StartAsync(["allow_anonymous true", $"certfile {server.Certificate}", $"keyfile {server.Key}", .. more]);
}
