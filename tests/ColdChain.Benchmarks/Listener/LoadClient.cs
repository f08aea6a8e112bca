using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ColdChain.Benchmarks.Listener;

/// <summary>A bridge that publishes with QoS 1 as fast as its window of unacknowledged messages lets it.</summary>
/// <remarks>Packets are laid out before the clock runs, by hand: the codec that is measured is not the one that measures.</remarks>
internal sealed class LoadClient(int number, int messages, int window)
{
    private const int AckBytes = 4;

    private readonly List<byte[]> _packets = [.. Enumerable.Range(0, messages).Select(index => Publish(number, index))];

    public async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        using Socket socket = await ConnectAsync(port, $"bridge-{number}", isCleanSession: true, cancellationToken);
        byte[] acks = new byte[16 * 1024];
        byte[] sending = new byte[256 * 1024];
        int sent = 0;
        int bytesOfAcks = 0;
        while (bytesOfAcks < messages * AckBytes)
        {
            int length = 0;
            for (; sent < messages && sent - (bytesOfAcks / AckBytes) < window; sent++)
            {
                _packets[sent].CopyTo(sending, length);
                length += _packets[sent].Length;
            }

            if (length > 0)
            {
                await socket.SendAsync(sending.AsMemory(0, length), cancellationToken);
            }

            int count = await socket.ReceiveAsync(acks, cancellationToken);
            bytesOfAcks += count > 0 ? count : throw new InvalidOperationException($"bridge-{number} was hung up on after {bytesOfAcks / AckBytes} messages");
        }
    }

    /// <summary>Opens a session that wants all readings and leaves: what comes from now on has to be kept for it.</summary>
    public static async Task SubscribeAndLeaveAsync(int port, CancellationToken cancellationToken)
    {
        using Socket socket = await ConnectAsync(port, "absent-agent", isCleanSession: false, cancellationToken);
        byte[] filter = "coldchain/#"u8.ToArray();
        await socket.SendAsync((byte[])[0x82, (byte)(filter.Length + 5), 0, 1, 0, (byte)filter.Length, .. filter, 1], cancellationToken);
        await ReadAsync(socket, 5, cancellationToken);
        await socket.SendAsync((byte[])[0xE0, 0], cancellationToken);
    }

    private static async Task<Socket> ConnectAsync(int port, string clientId, bool isCleanSession, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        byte[] id = Encoding.UTF8.GetBytes(clientId);
        byte flags = isCleanSession ? (byte)2 : (byte)0;
        await socket.SendAsync(
            (byte[])[0x10, (byte)(id.Length + 12), 0, 4, .. "MQTT"u8, 4, flags, 0, 0, 0, (byte)id.Length, .. id], cancellationToken);
        await ReadAsync(socket, 4, cancellationToken);
        return socket;
    }

    private static async Task ReadAsync(Socket socket, int bytes, CancellationToken cancellationToken)
    {
        byte[] answer = new byte[bytes];
        for (int read = 0; read < bytes;)
        {
            read += await socket.ReceiveAsync(answer.AsMemory(read), cancellationToken);
        }
    }

    private static byte[] Publish(int number, int index)
    {
        byte[] topic = Encoding.UTF8.GetBytes($"coldchain/fridge-{number}-{index % 10}/top/reading");
        byte[] payload = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"temperature":{{4 + (index % 100 / 100.0):0.00}},"time":{{1_780_000_000_000L + (index * 1000L)}},"battery":97}"""));
        int id = (index % ushort.MaxValue) + 1;
        int length = 4 + topic.Length + payload.Length;
        byte[] head = length < 128 ? [0x32, (byte)length] : [0x32, (byte)((length & 0x7F) | 0x80), (byte)(length >> 7)];
        return [.. head, 0, (byte)topic.Length, .. topic, (byte)(id >> 8), (byte)(id & 0xFF), .. payload];
    }
}
