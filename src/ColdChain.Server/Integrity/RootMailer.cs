using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Notifiers;

namespace ColdChain.Server.Integrity;

/// <summary>Mails each daily root to the addresses of the county's choice, once, and again until the mail server takes it.</summary>
/// <remarks>A root names the one before, so the newest alone ties down all of them: after days without mail only it is sent.</remarks>
internal sealed class RootMailer(
    IntegrityOptions options, NewestRoot newest, IEnumerable<INotifier> notifiers, MailedRoots mailed, ILogger<RootMailer> log)
{
    private readonly HashSet<string> _inTrouble = [];

    /// <summary>How many mails were taken.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        if (newest.Line is not { } root || notifiers.FirstOrDefault(one => one.Way == ContactWay.Email) is not { } mail)
        {
            return 0;
        }

        int sent = 0;
        foreach (string address in options.MailRootsTo.Where(address => mailed.NewestOf(address) < root.Number))
        {
            DeliveryOutcome outcome = await mail.SendAsync(Compose(root, address), cancellationToken);
            if (outcome is DeliveryOutcome.Failed failed)
            {
                if (_inTrouble.Add(address))
                {
                    log.LogWarning("Daily root {Number} could not be mailed to {Address}: {Reason}; trying again", root.Number, MaskedAddress.Of(address), failed.Detail);
                }

                continue;
            }

            mailed.Mailed(address, root.Number);
            _inTrouble.Remove(address);
            sent++;
        }

        return sent;
    }

    private static NotifierMessage Compose(RootLine root, string address)
    {
        string subject = string.Create(
            CultureInfo.InvariantCulture, $"冷链数据每日根 {root.Number} / Daily root {root.Number} ({root.Day:yyyy-MM-dd})");
        string body =
            $"""
            {subject}

            {root}

            请保存此邮件：今后可用上面一行核对冷链温度数据是否被改动（coldchain-server verify --roots）。
            Keep this mail: with the line above anybody can check later whether stored temperatures were altered (coldchain-server verify --roots).
            """;
        return new NotifierMessage(
            string.Create(CultureInfo.InvariantCulture, $"root/{root.Number}/{root.Hash.ShortForm}"), address, null, subject, body, null);
    }
}
