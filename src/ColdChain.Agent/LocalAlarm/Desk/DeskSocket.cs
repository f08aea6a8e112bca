using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Desk;

/// <summary>The desk for other programs of this machine: a unix socket in the data directory, which its owner alone may enter.</summary>
/// <remarks>One line of JSON in, one out, within two seconds; one caller after the other.</remarks>
internal sealed class DeskSocket(string directory, LocalAlarmDesk desk, TimeProvider clock, ILogger log)
{
    private const int LongestLine = 4_096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static string PathIn(string directory) => Path.Combine(directory, "alarms.sock");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string path = PathIn(directory);
        if (FileAttempt.Try(() => File.Delete(path)) is { } fault)
        {
            log.LogError("The alarm desk cannot be opened: {Fault}", fault);
            return;
        }

        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        listener.Listen(backlog: 8);
        while (!cancellationToken.IsCancellationRequested)
        {
            using Socket caller = await listener.AcceptAsync(cancellationToken);
            await ServeAsync(caller).WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>For the verb: null when no agent with a local alarm runs on that directory.</summary>
    public static async Task<DeskReply?> AskAsync(string directory, DeskRequest request, CancellationToken cancellationToken)
    {
        string path = PathIn(directory);
        if (!File.Exists(path))
        {
            return null;
        }

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Task connecting = socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).AsTask();
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!connecting.IsCompletedSuccessfully)
        {
            return null; // A socket that an agent left behind when it was killed.
        }

        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(request, EdgeJson.Default.DeskRequest), cancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        byte[] answer = await ReadToEndAsync(socket, 64 * LongestLine, cancellationToken);
        return EdgeJson.TryRead(answer, EdgeJson.Default.DeskReply, out DeskReply? reply, out _) ? reply : null;
    }

    private async Task ServeAsync(Socket caller)
    {
        byte[] asked = await ReadToEndAsync(caller, LongestLine, CancellationToken.None);
        DeskReply reply = EdgeJson.TryRead(asked, EdgeJson.Default.DeskRequest, out DeskRequest? request, out string reason)
            ? Answer(request)
            : new DeskReply([reason], IsDone: false);
        await caller.SendAsync(JsonSerializer.SerializeToUtf8Bytes(reply, EdgeJson.Default.DeskReply));
    }

    private DeskReply Answer(DeskRequest request)
    {
        if (request.Take is not { } id)
        {
            IReadOnlyList<LocalAlarmLine> lines = desk.List();
            return new DeskReply(
                lines.Count == 0 ? ["no alarm stands"] : [.. lines.Select(line => $"{line.Id}  {line.RaisedAt}  {(line.AcknowledgedBy is { } by ? $"taken by {by}" : "NOT TAKEN")}  {line.TextEn}")],
                IsDone: true);
        }

        string name = LocalAlarmDesk.NameOf(request.By);
        if (name.Length == 0)
        {
            return new DeskReply(["say who you are: --by NAME"], IsDone: false);
        }

        return desk.Acknowledge(id, name, AcknowledgedBy.Command) switch
        {
            AcknowledgeOutcome.Acknowledged => new DeskReply([$"{id} is taken by {name}; it stands until the temperature is back"], IsDone: true),
            AcknowledgeOutcome.AlreadyAcknowledged => new DeskReply([$"somebody has {id} already"], IsDone: true),
            AcknowledgeOutcome.Unknown => new DeskReply([$"no alarm {id} stands; 'alarms list' shows those that do"], IsDone: false),
        };
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket, int most, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[most];
        int filled = 0;
        while (filled < most && await socket.ReceiveAsync(bytes.AsMemory(filled), cancellationToken) is > 0 and int count)
        {
            filled += count;
        }

        return bytes[..filled];
    }
}
