using System.Net.Mail;
using System.Text.Json;
using ColdChain.Core.Alarms;

namespace ColdChain.Server.Alarming.Notifiers;

/// <summary>Whatever a notifier meets becomes an outcome with a kind: one broken receiver must not stop the others.</summary>
public sealed class ContainedNotifier(INotifier inner, TimeProvider clock, ILogger<ContainedNotifier> log) : INotifier
{
    /// <summary>Longer than a slow mail server takes, shorter than the lease on a message (so that nobody sends it twice).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ContactWay Way => inner.Way;

    public async Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using CancellationTokenSource patience = new(Patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await inner.SendAsync(message, either.Token);
        }
#pragma warning disable CA1031 // The containment of notifiers: a fault of one is an outcome on record, never the end of the outbox.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            DeliveryOutcome.Failed failed = Read(fault);
            // The exception's own text may hold an address with a key in it, so only its type is logged.
            log.LogWarning(
                "{Way} could not hand over {Key}: {Kind} ({Fault})", Way, message.Key, failed.Kind, fault.GetType().Name);
            return failed;
        }
    }

    private static DeliveryOutcome.Failed Read(Exception fault) => fault switch
    {
        SmtpException smtp => ReadSmtp(smtp),
        HttpRequestException http => new(DeliveryFailure.Network, $"no answer: {http.HttpRequestError}"),
        JsonException => new(DeliveryFailure.Server, "the answer is not what this receiver answers"),
        OperationCanceledException => new(DeliveryFailure.Network, $"no answer within {Patience.TotalSeconds:0} s"),
        _ => new(DeliveryFailure.Client, $"this program could not send it: {fault.GetType().Name}"),
    };

    /// <summary>RFC 5321 §4.2.1: 4yz may heal, 5yz will not by itself; 530, 534, 535 and 538 are about the log-in.</summary>
    private static DeliveryOutcome.Failed ReadSmtp(SmtpException fault)
    {
        int code = (int)fault.StatusCode;
        DeliveryFailure kind = code switch
        {
            530 or 534 or 535 or 538 or 454 => DeliveryFailure.Auth,
            >= 400 and < 500 => DeliveryFailure.Server,
            >= 500 and < 600 => DeliveryFailure.Client,
            _ => DeliveryFailure.Network,
        };
        return new(kind, code > 0 ? $"the mail server answered {code}" : "the mail server could not be reached or broke off");
    }
}
