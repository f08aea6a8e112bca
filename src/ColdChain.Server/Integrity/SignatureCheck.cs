using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Integrity;

/// <summary>Holds every signature against itself, against the audit trail, and against the record that was signed.</summary>
internal sealed class SignatureCheck(RecordsDbContext records, AuditCheck audit)
{
    private readonly Dictionary<string, Dictionary<string, Digest>> _records = [];
    private readonly HashSet<(string Subject, string Key)> _signed = [];
    private readonly HashSet<long> _seen = [];

    public long Count => _seen.Count;

    public long FromBefore { get; private set; }

    public Misfit? Run()
    {
        Read<HandReadingEntry>();
        Read<MonthReview>();
        foreach (Signature signature in records.Set<Signature>().AsNoTracking().OrderBy(signature => signature.Id))
        {
            if (Check(signature) is { } misfit)
            {
                return misfit;
            }
        }

        foreach (long missing in audit.Signatures.Keys.Order().Where(id => !_seen.Contains(id)))
        {
            return RecordsMisfits.SignatureRemoved(missing);
        }

        return _records.SelectMany(table => table.Value.Keys.Select(key => (table.Key, key)))
            .Where(record => !_signed.Contains(record))
            .Select(record => RecordsMisfits.NeverSigned(record.Key, record.key))
            .FirstOrDefault();
    }

    private Misfit? Check(Signature signature)
    {
        if (signature.Computed() != signature.Sha256
            || audit.Signatures.GetValueOrDefault(signature.Id) != signature.Sha256.ToString())
        {
            return RecordsMisfits.OtherSignature(signature);
        }

        if (!_records.TryGetValue(signature.Subject, out Dictionary<string, Digest>? table)
            || !table.TryGetValue(signature.SubjectKey, out Digest record))
        {
            return RecordsMisfits.SignedRemoved(signature);
        }

        if (record != signature.RecordSha256)
        {
            return RecordsMisfits.SignedChanged(signature);
        }

        _seen.Add(signature.Id);
        _signed.Add((signature.Subject, signature.SubjectKey));
        FromBefore += signature.IsByPassword ? 0 : 1;
        return null;
    }

    private void Read<TSigned>()
        where TSigned : class, ISigned
    {
        Dictionary<string, Digest> hashes = [];
        foreach (TSigned record in records.Set<TSigned>().AsNoTracking())
        {
            hashes[record.Id.ToString(CultureInfo.InvariantCulture)] = Signature.HashOf(record);
            _records[record.SignedSubject] = hashes;
        }
    }
}
