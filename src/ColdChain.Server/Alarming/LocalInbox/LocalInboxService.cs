using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Notifiers;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>
/// Starts the stand-in before anything is sent and turns all notifiers to it. Does nothing unless the configuration
/// says <c>Alarming:LocalInbox</c>.
/// </summary>
/// <remarks>The real notifiers talk real SMTP and HTTP to it over loopback: what the inbox shows has travelled.</remarks>
public sealed class LocalInboxService(
    AlarmingOptions options, NotifierAddresses addresses, Inbox inbox, TimeProvider clock, ILogger<LocalInboxService> log)
    : IHostedService, IAsyncDisposable
{
    private SmtpSink? _smtp;
    private WeComSink? _weCom;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.LocalInbox)
        {
            return;
        }

        _smtp = new SmtpSink(TakeMail);
        _weCom = await WeComSink.StartAsync(inbox.Add, clock, cancellationToken);
        addresses.RedirectTo(_smtp.Port, _weCom.Address);
        log.LogWarning("Alarming:LocalInbox is on: every message stays on this machine and is shown at /inbox");
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <summary>The host stops it and then disposes of it; the second finds nothing left.</summary>
    public async ValueTask DisposeAsync()
    {
        SmtpSink? smtp = Interlocked.Exchange(ref _smtp, null);
        WeComSink? weCom = Interlocked.Exchange(ref _weCom, null);
        if (smtp is not null)
        {
            await smtp.DisposeAsync();
        }

        if (weCom is not null)
        {
            await weCom.DisposeAsync();
        }
    }

    private void TakeMail(string to, string raw)
    {
        MailText mail = MailText.Parse(raw);
        inbox.Add(new InboxMessage(
            ContactWay.Email, mail["Message-ID"].Trim('<', '>'), to, mail.Subject, mail.Body, clock.GetCurrentInstant()));
    }
}
