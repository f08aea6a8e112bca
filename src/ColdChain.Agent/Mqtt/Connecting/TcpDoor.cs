using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

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
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, either.Token);
            return (new NetworkStream(socket, ownsSocket: true), null);
        }
        catch (Exception failed) when (
            failed is SocketException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket.Dispose();
            string why = failed is SocketException ? failed.Message : $"no answer for {settings.ConnectTimeout.TotalSeconds:0.#} s";
            return (null, new MqttFault(
                MqttFaultKind.Unreachable, $"Cannot reach it: {why}. Is it running, and are host and port right?"));
        }
    }
}
