using System.Net;
using System.Net.Mail;
using System.Text;

namespace ColdChain.Server.Alarming.Notifiers.Email;

/// <summary>Sends one mail to one address over SMTP, with STARTTLS unless the configuration says otherwise.</summary>
/// <remarks>
/// The idempotency key is the Message-ID, so that a mail sent twice around a crash is one mail to every program that
/// compares those. Log-in is by AUTH LOGIN, which is what System.Net.Mail speaks.
/// </remarks>
public sealed class EmailNotifier(NotifierAddresses addresses) : INotifier
{
    public ContactWay Way => ContactWay.Email;

    public async Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        SmtpOptions server = addresses.Smtp;
        if (server.Host.Length == 0)
        {
            return new DeliveryOutcome.Failed(Core.Alarms.DeliveryFailure.Auth, "Alarming:Smtp:Host is not configured");
        }

        using MailMessage mail = Compose(message, server.From);
        using SmtpClient client = new(server.Host, server.Port)
        {
            EnableSsl = server.StartTls,
            DeliveryMethod = SmtpDeliveryMethod.Network,
            DeliveryFormat = SmtpDeliveryFormat.SevenBit,
            UseDefaultCredentials = false,
            Credentials = server.UserName is null ? null : new NetworkCredential(server.UserName, server.Password),
        };
        await client.SendMailAsync(mail, cancellationToken);
        return new DeliveryOutcome.Delivered();
    }

    private static MailMessage Compose(NotifierMessage message, string from)
    {
        MailMessage mail = new(from, message.Address)
        {
            Subject = message.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Link is null ? message.Body : $"{message.Body}\n{message.Link}",
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
            Priority = MailPriority.High,
        };
        mail.Headers.Add("Message-ID", $"<{message.Key.Replace('/', '.')}@{mail.From!.Host}>");
        // RFC 3834: says that no person wrote this, so that holiday notices are not sent back.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }
}
