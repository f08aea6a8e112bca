using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ColdChain.Agent.Mqtt.Securing;

namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>The way to a broker's port.</summary>
internal static class TcpDoor
{
    /// <summary>A stream, or why there is none.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; where there is none, it is disposed of here.")]
    public static async Task<(Stream? Stream, MqttFault? Fault)> OpenAsync(
        MqttConnectionSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(settings.ConnectTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream stream = Stream.Null;
        (BrokerTrust? trust, string? mistake) = settings.Tls is { } tls ? BrokerTrust.Load(tls, settings.Host) : (null, null);
        if (mistake is not null)
        {
            socket.Dispose();
            return (null, new MqttFault(MqttFaultKind.Untrusted, $"TLS is not possible: {mistake}."));
        }

        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, either.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (trust is not null)
            {
                SslStream secure = new(stream);
                stream = secure;
                await secure.AuthenticateAsClientAsync(trust.Options(), either.Token);
            }

            return (stream, null);
        }
        catch (Exception failed) when (
            failed is SocketException or IOException or AuthenticationException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await stream.DisposeAsync();
            socket.Dispose();
            return (null, FaultOf(failed, trust, settings));
        }
    }

    private static MqttFault FaultOf(Exception failed, BrokerTrust? trust, MqttConnectionSettings settings)
    {
        if (trust?.Doubt is { } doubt)
        {
            return new MqttFault(MqttFaultKind.Untrusted, $"{doubt}.");
        }

        if (failed is AuthenticationException or IOException)
        {
            string reason = LogText.OneLine((failed.InnerException ?? failed).Message.TrimEnd('.'), most: 200);
            return new MqttFault(
                MqttFaultKind.Untrusted,
                $"The TLS handshake failed: {reason}. Is {settings.Port} the broker's port for TLS, and does it take our certificate (tls.certificate)?");
        }

        string why = failed is SocketException ? failed.Message : $"no answer for {settings.ConnectTimeout.TotalSeconds:0.#} s";
        return new MqttFault(MqttFaultKind.Unreachable, $"Cannot reach it: {why}. Is it running, and are host and port right?");
    }
}
