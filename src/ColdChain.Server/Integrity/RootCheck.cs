using System.Security.Cryptography;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Integrity;

/// <summary>Makes every root anew from the chains under it, and checks who signed it.</summary>
/// <param name="calendar">Of the history.</param>
/// <param name="noted">The public keys by their ids, and where audit trail and ledger stood under the roots that have them.</param>
/// <param name="kept">Roots that others noted.</param>
internal sealed class RootCheck(
    DayCalendar calendar, (IReadOnlyDictionary<string, byte[]> Keys, IReadOnlyDictionary<long, AuditMark> Audit, IReadOnlyDictionary<long, ChainHead> Ledger) noted, KeptRoots kept)
{
    private readonly Dictionary<SensorId, ChainHead> _heads = [];
    private long _number;
    private Digest _previous;

    /// <summary>How many roots fit.</summary>
    public long Count => _number;

    /// <summary>The newest that fits.</summary>
    public RootLine? Newest { get; private set; }

    /// <summary>The text of the newest that fits.</summary>
    public byte[] Text { get; private set; } = [];

    /// <summary>A chain got a link, which the next root has to be over.</summary>
    public void Linked(ChainHead head) => _heads[head.Sensor] = head;

    public Misfit? Check(StoredRoot stored)
    {
        if (stored.Number != _number + 1)
        {
            return Misfits.RootRemoved(_number + 1);
        }

        ChainHead[] audit = noted.Audit.TryGetValue(stored.Number, out AuditMark? mark) ? [mark.ToLeaf()] : [];
        ChainHead[] ledger = noted.Ledger.TryGetValue(stored.Number, out ChainHead leaf) ? [leaf] : [];
        DailyRoot root = new(
            stored.Number, stored.Day, calendar, Instant.FromUnixMilliseconds(stored.MadeAt), _previous, [.. _heads.Values, .. audit, .. ledger]);
        byte[] text = root.ToBytes();
        Digest hash = Digest.Of(text);
        if (!Digest.TryRead(stored.Hash, out Digest said) || said != hash)
        {
            return kept.Against(stored.Number, said) ?? Misfits.OtherRoot(stored.Number);
        }

        Misfit? misfit = CheckSignature(stored.Number, hash, stored.Signed, noted.Keys.GetValueOrDefault(stored.Signed.KeyId))
            ?? kept.Against(stored.Number, hash);
        (_number, _previous) = (stored.Number, hash);
        _heads.Clear();
        Text = text;
        Newest = new RootLine(
            stored.Number, DayCalendar.DateOf(stored.Day), hash, stored.Signed.KeyId, Convert.ToBase64String(stored.Signed.Signature));
        return misfit;
    }

    public static Misfit? CheckSignature(long number, Digest hash, (string KeyId, byte[] Signature) signed, byte[]? publicKey)
    {
        if (publicKey is null || RootSignature.KeyId(publicKey) != signed.KeyId)
        {
            return Misfits.UnknownKey(number, signed.KeyId);
        }

        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return RootSignature.Fits(key, hash, signed.Signature) ? null : Misfits.OtherSignature(number, signed.KeyId);
    }
}
