using System.Security.Cryptography;
using System.Text;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>One address's digest of one morning while it is gathered.</summary>
internal sealed class DigestDraft(ContactChainStep contact, DigestMorning morning)
{
    public ContactChainStep Contact => contact;

    public List<Alarm> Alarms { get; } = [];

    public List<DigestLine> Lines { get; } = [];

    public List<OutboxMessage> Withheld { get; } = [];

    /// <summary>AL-15. Names the morning and the address, so that a second one of a morning is refused by the table.</summary>
    public string Key
    {
        get
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{contact.Way}|{contact.Address}|{contact.Mobile}"));
            return $"digest/{morning.Day:yyyy-MM-dd}/{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
        }
    }
}
