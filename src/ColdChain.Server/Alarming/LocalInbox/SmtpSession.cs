using System.Text;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>One connection to the stand-in mail server: just enough of RFC 5321 for a mail to arrive whole.</summary>
/// <remarks>No TLS, no log-in, no relaying. A line or a mail beyond the bound ends the connection.</remarks>
internal sealed class SmtpSession(Stream stream, Func<string, string?> refuse) : IDisposable
{
    private const int MostMailCharacters = 1024 * 1024;

    private readonly StreamReader _reader = new(stream, Encoding.UTF8);
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
    private string _to = string.Empty;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    /// <summary>Talks until the client leaves.</summary>
    /// <param name="received">Called with the recipient and the raw mail before it is acknowledged.</param>
    public async Task RunAsync(Action<string, string> received, CancellationToken cancellationToken)
    {
        await ReplyAsync("220 localhost stand-in", cancellationToken);
        while (await _reader.ReadLineAsync(cancellationToken) is { } line)
        {
            string verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (refuse(line) is { } refusal)
            {
                await ReplyAsync(refusal, cancellationToken);
                continue;
            }

            switch (verb)
            {
                case "EHLO":
                    await ReplyAsync("250-localhost\r\n250-8BITMIME\r\n250 AUTH LOGIN", cancellationToken);
                    break;
                case "RCPT":
                    _to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>');
                    await ReplyAsync("250 ok", cancellationToken);
                    break;
                case "DATA":
                    await ReplyAsync("354 go ahead", cancellationToken);
                    await TakeMailAsync(received, cancellationToken);
                    break;
                case "QUIT":
                    await ReplyAsync("221 bye", cancellationToken);
                    return;
                default:
                    await ReplyAsync("250 ok", cancellationToken);
                    break;
            }
        }
    }

    private async Task TakeMailAsync(Action<string, string> received, CancellationToken cancellationToken)
    {
        StringBuilder mail = new();
        while (await _reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == ".")
            {
                received(_to, mail.ToString());
                await ReplyAsync(refuse("RECEIVED") ?? "250 taken", cancellationToken);
                return;
            }

            // RFC 5321 §4.5.2: a leading dot was doubled by the client.
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (mail.Length > MostMailCharacters)
            {
                throw new IOException("The mail is longer than the stand-in takes.");
            }
        }
    }

    private async Task ReplyAsync(string line, CancellationToken cancellationToken) =>
        await _writer.WriteLineAsync(line.AsMemory(), cancellationToken);
}
