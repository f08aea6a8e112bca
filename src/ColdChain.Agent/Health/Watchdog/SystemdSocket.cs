using System.Net.Sockets;
using System.Text;

namespace ColdChain.Agent.Health.Watchdog;

/// <summary>Talks to systemd by sd_notify's protocol: one datagram of lines to the socket it names (sd_notify(3)).</summary>
public sealed class SystemdSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _address;

    private SystemdSocket(Socket socket, UnixDomainSocketEndPoint address, TimeSpan? watchdog)
    {
        _socket = socket;
        _address = address;
        Watchdog = watchdog;
    }

    /// <summary>After so long without a word systemd ends the agent and starts it anew; null when it does not watch.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>Null when the agent was not started by systemd with Type=notify.</summary>
    /// <param name="address">NOTIFY_SOCKET: a path, or an abstract name that begins with @.</param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC.</param>
    /// <param name="watchdogProcess">WATCHDOG_PID: whom the watchdog is for; anybody when it is not there.</param>
    public static SystemdSocket? Open(string? address, string? watchdogMicroseconds, string? watchdogProcess)
    {
        if (address is not ['/' or '@', _, ..])
        {
            return null;
        }

        bool isOurs = watchdogProcess is null || watchdogProcess == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        TimeSpan? watchdog = isOurs && long.TryParse(watchdogMicroseconds, out long microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
        string path = address[0] == '@' ? '\0' + address[1..] : address;
        return new SystemdSocket(
            new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), watchdog);
    }

    /// <summary>Sends one line, such as READY=1; ends of lines in it become blanks, since each would begin an order. A systemd that does not listen costs nothing.</summary>
    public bool Tell(string line)
    {
        try
        {
            return _socket.SendTo(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ")), _address) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
