using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Mqtt.Securing;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>The receiving half of an MQTT 3.1.1 server: sensors connect and publish; sirens hear what the outlet says.</summary>
/// <remarks>
/// <code>
/// sensor --TCP--> ListenerConnection (one each) --+
/// sensor --TCP--> ListenerConnection -------------+--> bounded queue --> ReadAsync --> disk --> Acknowledge --> PUBACK
/// </code>
/// A PUBACK means that the consumer has called Acknowledge, and nothing else. When the disk is slow the queue fills,
/// connections are no longer read, and TCP tells the sensors to wait: nothing is dropped and nothing grows. What one
/// client does wrong ends its own connection.
/// </remarks>
public sealed class MqttListener : IDisposable
{
    /// <summary>Messages between the sockets and the consumer; those beyond wait in TCP, so this only smooths bursts.</summary>
    private const int QueueCapacity = 1024;

    /// <summary>Ids remembered for "session present", for each connection allowed.</summary>
    private const int SessionsPerConnection = 10;

    /// <summary>Connections the kernel holds for us while all are served.</summary>
    private const int Backlog = 64;

    /// <summary>After a failed accept (no file handle left): a pause, so that the loop does not spin.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    /// <summary>A peer that vanished without a word (power cut) is noticed by TCP after about two minutes.</summary>
    private const int TcpKeepAliveSeconds = 60;

    private readonly MqttListenerSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Socket _socket;

    private MqttListener(MqttListenerSettings settings, TimeProvider clock, ILogger log, Socket socket)
    {
        _settings = settings;
        _clock = clock;
        _log = log;
        _socket = socket;
    }

    /// <summary>What its clients may subscribe to.</summary>
    public required MqttOutlet Outlet { get; init; }

    private ListenerTls? Tls { get; init; }

    /// <summary>Where it listens, with the port that was free when 0 was asked for.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Binds and listens; the fault says why that is not possible now.</summary>
    public static (MqttListener? Listener, MqttFault? Fault) Start(
        MqttListenerSettings settings, MqttOutlet outlet, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ListenerTls? tls = settings.Tls is null ? null : new ListenerTls(settings.Tls, clock, log);
        if (tls?.Check() is { } mistake)
        {
            return (null, new MqttFault(MqttFaultKind.Untrusted, $"TLS is not possible: {mistake}."));
        }

        Socket socket = new(settings.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(settings.EndPoint);
            socket.Listen(Backlog);
            return (new MqttListener(settings, clock, log, socket) { Outlet = outlet, Tls = tls }, null);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            return (null, new MqttFault(
                MqttFaultKind.Unreachable,
                $"Cannot listen on {settings.EndPoint}: {refused.Message}. Is another program on that port, or the address not this machine's?"));
        }
    }

    /// <summary>Lets sensors in and yields what they publish, until the token ends it. Read once.</summary>
    public async IAsyncEnumerable<MqttDelivery> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<MqttDelivery> deliveries = Channel.CreateBounded<MqttDelivery>(
            new BoundedChannelOptions(QueueCapacity) { SingleReader = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ClientDirectory clients = new(_settings.MostConnections * SessionsPerConnection);
        Task accepting = AcceptAllAsync(new ListenerRoom(_settings, clients, deliveries.Writer, Outlet, _clock, _log), stop.Token);
        try
        {
            await foreach (MqttDelivery delivery in deliveries.Reader.ReadAllAsync(cancellationToken))
            {
                yield return delivery;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAllAsync(ListenerRoom room, CancellationToken cancellationToken)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                Socket? client = await AcceptAsync(cancellationToken);
                serving.RemoveAll(connection => connection.IsCompleted);
                if (client is null)
                {
                    await Task.Delay(AcceptPause, _clock, cancellationToken);
                }
                else if (serving.Count >= _settings.MostConnections)
                {
                    room.Complaints.Warn($"An MQTT client was turned away: {serving.Count} are connected (mostConnections)");
                    client.Dispose();
                }
                else
                {
                    serving.Add(ServeAsync(room, client, cancellationToken));
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            room.Deliveries.TryComplete(fault);
            throw;
        }
        finally
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task<Socket?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.AcceptAsync(cancellationToken);
        }
        catch (SocketException fault)
        {
            _log.LogWarning("MQTT listener could not take a connection: {Fault}", fault.Message);
            return null;
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1031", Justification = "The wall between sensors: whatever one connection dies of, the others go on.")]
    private async Task ServeAsync(ListenerRoom room, Socket client, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, TcpKeepAliveSeconds);
            EndPoint? from = client.RemoteEndPoint;
            TlsEntry entry = new(new NetworkStream(client, ownsSocket: true), UserName: null, Fault: null);
            entry = Tls is null ? entry : await Tls.EnterAsync(entry.Stream!, _settings.ConnectTimeout, cancellationToken);
            if (entry.Fault is { } fault)
            {
                room.Complaints.Warn($"MQTT client at {from}: {fault.Message}");
                return;
            }

            using ListenerConnection connection = new(room, entry, from, cancellationToken);
            await connection.RunAsync();
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            _log.LogError(unexpected, "MQTT connection ended by an unexpected fault");
        }
    }
}
