#if OFFICIAL_CLIENTS
using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Mqtt.Securing;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace ColdChain.Agent.Mqtt.Connecting.Official;

/// <summary>MQTTnet 5 behind our seam, with its automatic acknowledgement off; compiled only with -p:OfficialClients=true.</summary>
/// <remarks>
/// Where it differs: time-outs run on the machine's clock, and a packet of any size is read, since MQTT 3.1.1 gives the
/// library no limit to announce; what it has read and we have not taken yet it queues without a bound.
/// </remarks>
public sealed class MqttNetConnection : IMqttConnection
{
    private readonly MqttConnectionSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly InFlightWindow _window;
    private readonly Channel<MqttArrival> _arrivals;
    private readonly ConcurrentQueue<MqttApplicationMessageReceivedEventArgs> _inFlight = new();
    private readonly Channel<MqttApplicationMessageReceivedEventArgs> _finished;
    private readonly CancellationTokenSource _over = new();
    private MqttFault? _fault;
    private BrokerTrust? _trust;

    public MqttNetConnection(MqttConnectionSettings settings, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _clock = clock;
        _log = log;
        _arrivals = Channel.CreateBounded<MqttArrival>(settings.MostInFlight);
        _finished = Channel.CreateBounded<MqttApplicationMessageReceivedEventArgs>(settings.MostInFlight);
        _window = new InFlightWindow(settings.MostInFlight, _ => _inFlight.TryDequeue(out var first) && _finished.Writer.TryWrite(first));
        _client.ApplicationMessageReceivedAsync += TakeAsync;
        _client.DisconnectedAsync += LoseAsync;
    }

    public async IAsyncEnumerable<MqttArrival> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task opening = OpenAsync(cancellationToken);
        Task acknowledging = AcknowledgeAllAsync();
        try
        {
            await foreach (MqttArrival arrival in _arrivals.Reader.ReadAllAsync(cancellationToken))
            {
                yield return arrival;
            }

            yield return new MqttArrival.Ended(_fault!);
        }
        finally
        {
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _finished.Writer.TryComplete();
            await acknowledging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task leaving = _client.IsConnected ? _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None) : Task.CompletedTask;
            await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _window.Dispose();
        _client.Dispose();
        _over.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of the library: whatever it throws is a fault of this connection.")]
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_settings.Tls is { } tls)
        {
            (_trust, string? mistake) = BrokerTrust.Load(tls, _settings.Host);
            if (mistake is not null)
            {
                End(new MqttFault(MqttFaultKind.Untrusted, $"TLS is not possible: {mistake}."));
                return;
            }
        }

        using CancellationTokenSource patience = new(_settings.ConnectTimeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            MqttClientConnectResult answer = await _client.ConnectAsync(Options(), either.Token);
            if (FaultOf(answer) is { } refused)
            {
                End(refused);
                return;
            }

            patience.CancelAfter(_settings.ConnectTimeout);
            MqttClientSubscribeResult granted = await _client.SubscribeAsync(Subscriptions(), either.Token);
            await SubscribedAsync([.. granted.Items.Select(item => QualityOf(item.ResultCode))], cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            End(_trust?.Doubt is { } doubt ? new MqttFault(MqttFaultKind.Untrusted, $"{doubt}.") : FaultOf(failed));
        }
    }

    private async Task SubscribedAsync(IReadOnlyList<DeliveryQuality?> granted, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> refused = BrokerAnswers.Refused(_settings.Filters, granted);
        if (granted.Contains(DeliveryQuality.AtMostOnce))
        {
            _log.LogWarning(
                "Broker {Broker} grants QoS 0 only: what it sends while the line is down is lost. Allow QoS 1 in the broker", _settings);
        }

        if (refused.Count == _settings.Filters.Count)
        {
            End(BrokerAnswers.RefusedAll(refused));
        }
        else if (await _arrivals.Writer.WaitToWriteAsync(cancellationToken))
        {
            _arrivals.Writer.TryWrite(new MqttArrival.Subscribed(refused));
        }
    }

    /// <summary>An attempt that fails is told by the attempt itself.</summary>
    private Task LoseAsync(MqttClientDisconnectedEventArgs gone)
    {
        if (gone.ClientWasConnected)
        {
            End(new MqttFault(MqttFaultKind.ConnectionLost, $"The connection broke: {gone.Exception?.Message ?? gone.Reason.ToString()}"));
        }

        return Task.CompletedTask;
    }

    // The library calls this for one message after the other and waits, which bounds what is in flight.
    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs args)
    {
        args.AutoAcknowledge = false;
        MqttApplicationMessage message = args.ApplicationMessage;
        bool isAcknowledged = message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        PublishPacket packet = new()
        {
            Topic = message.Topic,
            Payload = message.Payload.ToArray(),
            Quality = (DeliveryQuality)(int)message.QualityOfServiceLevel,
            PacketId = isAcknowledged ? args.PacketIdentifier : (ushort)0,
            IsRedelivery = message.Dup,
            IsRetained = message.Retain,
        };
        Func<CancellationToken, ValueTask> acknowledge = static _ => ValueTask.CompletedTask;
        if (isAcknowledged)
        {
            acknowledge = await _window.EnterAsync(packet, _over.Token);
            _inFlight.Enqueue(args);
        }

        if (await _arrivals.Writer.WaitToWriteAsync(_over.Token))
        {
            _arrivals.Writer.TryWrite(new MqttArrival.Message(new MqttDelivery(_settings.ClientId, packet, acknowledge)));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of the library: a PUBACK that cannot be sent ends the connection.")]
    private async Task AcknowledgeAllAsync()
    {
        await foreach (MqttApplicationMessageReceivedEventArgs args in _finished.Reader.ReadAllAsync(_over.Token))
        {
            try
            {
                await args.AcknowledgeAsync(_over.Token);
            }
            catch (Exception failed)
            {
                End(new MqttFault(MqttFaultKind.ConnectionLost, $"The connection broke: {failed.Message}"));
            }
        }
    }

    /// <summary>The first reason is the one that counts.</summary>
    private void End(MqttFault fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        _arrivals.Writer.TryComplete();
    }

    private MqttClientOptions Options()
    {
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer(_settings.Host, _settings.Port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId(_settings.ClientId)
            .WithCleanSession(false)
            .WithKeepAlivePeriod(_settings.KeepAlive)
            .WithTimeout(_settings.PingTimeout);
        options = _settings.UserName is null ? options : options.WithCredentials(_settings.UserName, _settings.Password);
        return (_trust is { } trust ? options.WithTlsOptions(tls => Secure(tls, trust)) : options).Build();
    }

    /// <summary>The library builds its own chain; ours is built here, so that both clients judge alike and say why in the same words.</summary>
    private static void Secure(MqttClientTlsOptionsBuilder tls, BrokerTrust trust)
    {
        tls.UseTls().WithTargetHost(trust.Name).WithRevocationMode(X509RevocationMode.NoCheck)
            .WithCertificateValidationHandler(shown => JudgeAgain(trust, shown));
        if (trust.Identity is { } own)
        {
            tls.WithClientCertificates([own.TargetCertificate, .. own.IntermediateCertificates]);
        }
    }

    private static bool JudgeAgain(BrokerTrust trust, MqttClientCertificateValidationEventArgs shown)
    {
        using X509Chain chain = new() { ChainPolicy = trust.Policy.Clone() };
        chain.ChainPolicy.ExtraStore.AddRange(shown.Chain?.ChainPolicy.ExtraStore ?? []);
        bool holds = shown.Certificate is X509Certificate2 certificate && chain.Build(certificate);
        SslPolicyErrors others = shown.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors;
        return trust.Judge(
            shown.Certificate as X509Certificate2, chain, holds ? others : others | SslPolicyErrors.RemoteCertificateChainErrors);
    }

    private MqttClientSubscribeOptions Subscriptions()
    {
        MqttClientSubscribeOptionsBuilder options = new();
        foreach (string filter in _settings.Filters)
        {
            options.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        return options.Build();
    }

    private static MqttFault? FaultOf(MqttClientConnectResult answer) => answer.ResultCode switch
    {
        MqttClientConnectResultCode.Success => null,
        MqttClientConnectResultCode.UnsupportedProtocolVersion => BrokerAnswers.FaultOf(ConnectReturnCode.UnacceptableProtocolVersion),
        MqttClientConnectResultCode.ClientIdentifierNotValid => BrokerAnswers.FaultOf(ConnectReturnCode.IdentifierRejected),
        MqttClientConnectResultCode.BadUserNameOrPassword => BrokerAnswers.FaultOf(ConnectReturnCode.BadUserNameOrPassword),
        MqttClientConnectResultCode.NotAuthorized => BrokerAnswers.FaultOf(ConnectReturnCode.NotAuthorized),
        _ => BrokerAnswers.FaultOf(ConnectReturnCode.ServerUnavailable),
    };

    private static MqttFault FaultOf(Exception failed) => failed switch
    {
        _ when Has<AuthenticationException>(failed) => new MqttFault(
            MqttFaultKind.Untrusted, $"The TLS handshake failed: {failed.Message} Is that the broker's port for TLS, and does it take our certificate (tls.certificate)?"),
        _ when Has<SocketException>(failed) => new MqttFault(
            MqttFaultKind.Unreachable, $"Cannot reach it: {failed.Message}. Is it running, and are host and port right?"),
        OperationCanceledException or MqttCommunicationTimedOutException => new MqttFault(MqttFaultKind.Silent, "It did not answer in time."),
        _ => MqttFault.Malformed($"It is no MQTT broker, or something between changes the bytes: {failed.Message}"),
    };

    private static bool Has<T>(Exception failed)
        where T : Exception => failed is T || (failed.InnerException is { } inner && Has<T>(inner));

    private static DeliveryQuality? QualityOf(MqttClientSubscribeResultCode code) =>
        code is MqttClientSubscribeResultCode.GrantedQoS0 or MqttClientSubscribeResultCode.GrantedQoS1 or MqttClientSubscribeResultCode.GrantedQoS2
            ? (DeliveryQuality)(int)code
            : null;
}
#endif
