using System.Net;
using System.Net.Sockets;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>A mail server for one machine's own mail: listens on a free loopback port and keeps what comes.</summary>
/// <remarks>Shares no code with the notifier that it receives from, so that a shared mistake cannot hide.</remarks>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action<string, string> _received;
    private readonly Func<string, string?> _refuse;
    private readonly Task _accepting;

    /// <param name="received">Recipient and raw mail; called before the mail is acknowledged.</param>
    /// <param name="refuse">
    /// For tests of what goes wrong: is shown each command (and <c>RECEIVED</c> after a mail) and may give a reply in
    /// place of the ordinary one, or throw to break the connection off.
    /// </param>
    public SmtpSink(Action<string, string> received, Func<string, string?>? refuse = null)
    {
        _received = received;
        _refuse = refuse ?? (_ => null);
        _listener.Start();
        _accepting = AcceptAsync(_stopping.Token);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(cancellationToken);
            // A connection that breaks off ends alone; its fault is the sender's to report.
            _ = TalkAsync(client, cancellationToken);
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await using NetworkStream stream = client.GetStream();
            using SmtpSession session = new(stream, _refuse);
            await session.RunAsync(_received, cancellationToken);
        }
    }
}
