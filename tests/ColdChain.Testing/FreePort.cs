using System.Net;
using System.Net.Sockets;

namespace ColdChain.Testing;

/// <summary>TCP ports of the loopback address that nobody listens on.</summary>
public static class FreePort
{
    private static readonly HashSet<int> Given = [];
    private static readonly Lock GivenLock = new();

    /// <summary>A free port, never the same one twice in a process. Another process may still take it: bind soon.</summary>
    public static int Next()
    {
        while (true)
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            lock (GivenLock)
            {
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
