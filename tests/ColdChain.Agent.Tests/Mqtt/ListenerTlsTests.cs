using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Securing;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>The listener over TLS, with mosquitto_pub as the other side.</summary>
public sealed class ListenerTlsTests : IDisposable
{
    private const string Publisher = "/usr/bin/mosquitto_pub";

    private readonly TestCertificates _clinic = new();
    private readonly TestCertificates _stranger = new("Strange CA");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _clinic.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData(0, "tlsv1.2")]
    [InlineData(1, "tlsv1.2")]
    [InlineData(1, "tlsv1.3")]
    [InlineData(2, "tlsv1.3")]
    public async Task Mosquitto_pub_publishes_over_tls(int quality, string version)
    {
        await using RunningListener listener = Start();
        await using ProgramUnderTest publisher = Publish(listener, _clinic, "-q", $"{quality}", "--tls-version", version);
        MqttDelivery delivery = await listener.TakeAndAcknowledgeAsync();
        Assert.Equal(("f1", "t/1"), (delivery.ClientId, delivery.Message.Topic));
        Assert.Equal(0, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
    }

    [Fact]
    public async Task A_client_that_trusts_another_ca_does_not_connect_and_the_log_says_what_may_be_wrong()
    {
        await using RunningListener listener = Start();
        await using ProgramUnderTest publisher = Publish(listener, _stranger);
        Assert.NotEqual(0, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        await Eventually.HoldsAsync(() => listener.Log.Has("the CA of this listener's certificate"), "it is told", Token);
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_client_without_tls_is_told_in_the_log_and_harms_nobody()
    {
        await using RunningListener listener = Start();
        using RawClient plain = await RawClient.ConnectAsync(listener.EndPoint);
        await plain.SendAsync("10 10 0004 4D515454 04 02 003C 0004 66726467");
        await plain.ReceiveUntilClosedAsync();
        await Eventually.HoldsAsync(() => listener.Log.Has("Does it speak TLS 1.2 or later"), "it is told", Token);
        await using ProgramUnderTest publisher = Publish(listener, _clinic);
        await listener.TakeAndAcknowledgeAsync();
    }

    [Fact]
    public async Task Who_never_ends_a_handshake_is_disconnected()
    {
        ManualClock clock = new();
        await using RunningListener listener = Start(clock: clock);
        using RawClient slow = await RawClient.ConnectAsync(listener.EndPoint);
        await slow.SendAsync("16 03 01 02 00");
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        await slow.ReceiveUntilClosedAsync();
        await Eventually.HoldsAsync(() => listener.Log.Has("no TLS handshake within 10 s"), "it is told", Token);
    }

    [Fact]
    public async Task A_certificate_of_the_clients_ca_lets_in_without_a_password()
    {
        await using RunningListener listener = Start(clientAuthority: _clinic);
        (string certificate, string key) = _clinic.Client("fridge-1");
        await using ProgramUnderTest publisher = Publish(listener, _clinic, "--cert", certificate, "--key", key);
        await listener.TakeAndAcknowledgeAsync();
        Assert.Equal(0, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        await Eventually.HoldsAsync(() => listener.Log.Has("with the certificate of 'fridge-1'"), "it is told", Token);
    }

    [Theory]
    [InlineData("another CA", "who issued it is not in")]
    [InlineData("expired", "it is expired or not valid yet")]
    [InlineData("a server's", "it was issued for another purpose")]
    [InlineData("none", "none was shown")]
    public async Task A_certificate_that_does_not_hold_is_refused_with_the_reason(string which, string reason)
    {
        await using RunningListener listener = Start(clientAuthority: _clinic, isRequired: true);
        (string certificate, string key) = which switch
        {
            "another CA" => _stranger.Client("fridge-1"),
            "expired" => _clinic.Client("fridge-1", isExpired: true),
            _ => _clinic.Client("fridge-1", use: "1.3.6.1.5.5.7.3.1"),
        };
        string[] shown = which == "none" ? [] : ["--cert", certificate, "--key", key];
        await using ProgramUnderTest publisher = Publish(listener, _clinic, shown);
        Assert.NotEqual(0, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        await Eventually.HoldsAsync(() => listener.Log.Has(reason), $"the log says {reason}", Token);
    }

    [Fact]
    public async Task Without_a_certificate_a_password_is_needed_where_certificates_are_not_required()
    {
        await using RunningListener listener = Start(clientAuthority: _clinic);
        await using ProgramUnderTest publisher = Publish(listener, _clinic);
        Assert.Equal(5, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.True(listener.Log.Has("it gave no user name"));
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_without_a_restart_and_an_unfit_one_is_not()
    {
        await using RunningListener listener = Start();
        (string certificate, _) = _clinic.Server();
        await File.WriteAllTextAsync(certificate, "-----BEGIN CERTIFICATE-----", Token);
        await using (ProgramUnderTest publisher = Publish(listener, _clinic))
        {
            await listener.TakeAndAcknowledgeAsync();
        }

        (string other, string key) = _stranger.Server();
        File.Copy(other, certificate, overwrite: true);
        File.Copy(key, Path.ChangeExtension(certificate, ".key"), overwrite: true);
        await using ProgramUnderTest trusting = Publish(listener, _stranger);
        await listener.TakeAndAcknowledgeAsync();
        Assert.True(listener.Log.Has("was read anew"));
    }

    [Fact]
    public void Files_that_are_not_fit_are_a_fault_that_names_them()
    {
        (string certificate, _) = _clinic.Server();
        (_, string otherKey) = _clinic.Server(file: "other");
        (MqttListener? listener, MqttFault? fault) = MqttListener.Start(
            Settings(new ListenerTlsSettings(certificate, otherKey, null, false)), new([]), TimeProvider.System, new CollectingLog<MqttListener>());
        Assert.Null(listener);
        Assert.Contains($"{certificate} with {otherKey} cannot be used", fault!.Message, StringComparison.Ordinal);
        Assert.Equal("/none.pem is not there", PemFiles.LoadAuthorities("/none.pem").Mistake);
        Assert.EndsWith("has no certificate in it (-----BEGIN CERTIFICATE-----)", PemFiles.LoadAuthorities(otherKey).Mistake, StringComparison.Ordinal);
    }

    private RunningListener Start(TestCertificates? clientAuthority = null, bool isRequired = false, TimeProvider? clock = null)
    {
        Mosquitto.IsNeeded();
        (string certificate, string key) = _clinic.Server();
        MqttListenerSettings settings = Settings(new ListenerTlsSettings(certificate, key, clientAuthority?.Authority, isRequired));
        return new RunningListener(settings with { AllowsAnonymous = clientAuthority is null }, clock);
    }

    private static MqttListenerSettings Settings(ListenerTlsSettings tls) => new() { EndPoint = RunningListener.Anywhere, Tls = tls };

    private static ProgramUnderTest Publish(RunningListener listener, TestCertificates trusted, params string[] more) =>
        ProgramUnderTest.Start(Publisher, ["-h", "localhost", "-p", $"{listener.EndPoint.Port}", "--cafile", trusted.Authority, "-i", "f1", "-q", "1", "-t", "t/1", "-m", "4", .. more]);
}
