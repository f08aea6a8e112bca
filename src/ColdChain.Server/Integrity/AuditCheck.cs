using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Integrity;

/// <summary>Follows the audit trail from its first row to its head.</summary>
/// <param name="records">Read only.</param>
/// <param name="roots">Where the trail stood under daily roots, by the number of the root.</param>
/// <param name="anchor">Where it stood when it was last noted.</param>
internal sealed class AuditCheck(RecordsDbContext records, IReadOnlyDictionary<long, AuditMark> roots, AuditMark? anchor)
{
    private readonly Dictionary<long, string> _signatures = [];
    private long _last;
    private Digest _hash;

    /// <summary>Rows that fit.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of each signature as the trail has it, by the signature's id.</summary>
    public IReadOnlyDictionary<long, string> Signatures => _signatures;

    public FilesOnTrail Files { get; } = new();

    public Misfit? Run()
    {
        AuditHead? head = records.Set<AuditHead>().AsNoTracking().SingleOrDefault();
        Queue<(long Root, AuditMark Mark)> noted = new(roots.Select(root => (root.Key, root.Value)).OrderBy(root => root.Value.LastId));
        using IEnumerator<AuditEntry> rows = records.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).AsEnumerable().GetEnumerator();
        while (true)
        {
            if (!TryNext(rows, out AuditEntry? entry))
            {
                return RecordsMisfits.Unreadable(_last);
            }

            if (entry is null)
            {
                return CheckEnd(noted, head);
            }

            if ((Follow(entry) ?? CheckNoted(noted)) is { } misfit)
            {
                return misfit;
            }
        }
    }

    private Misfit? Follow(AuditEntry entry)
    {
        Digest hash = CanonicalAuditRow.Hash(_hash, entry.ToRow(entry.Id));
        if (entry.Sha256 is null)
        {
            return RecordsMisfits.NoHash(entry.Id);
        }

        if (entry.Sha256 != hash)
        {
            return entry.Id == _last + 1 ? RecordsMisfits.Changed(entry.Id) : RecordsMisfits.Removed(_last + 1, entry.Id - 1);
        }

        (_last, _hash) = (entry.Id, hash);
        Count++;
        Files.Note(entry);
        if (entry is { Action: AuditActions.Sign, Subject: Signature.Table }
            && long.TryParse(entry.SubjectKey, NumberStyles.None, CultureInfo.InvariantCulture, out long signature))
        {
            _signatures[signature] = AuditValues.Read(entry.NewValues).GetValueOrDefault(nameof(Signature.Sha256)) ?? string.Empty;
        }

        return null;
    }

    /// <summary>The row that was noted outside has to be the one that is here.</summary>
    private Misfit? CheckNoted(Queue<(long Root, AuditMark Mark)> noted)
    {
        while (noted.TryPeek(out (long Root, AuditMark Mark) one) && one.Mark.LastId <= _last)
        {
            noted.Dequeue();
            if (one.Mark.LastId != _last || one.Mark.Sha256 != _hash || one.Mark.RowCount != Count)
            {
                return RecordsMisfits.OtherThanRoot(one.Mark.LastId, one.Root);
            }
        }

        return anchor is not null && anchor.LastId == _last && (anchor.Sha256 != _hash || anchor.RowCount != Count)
            ? RecordsMisfits.OtherThanAnchor(_last)
            : null;
    }

    private Misfit? CheckEnd(Queue<(long Root, AuditMark Mark)> noted, AuditHead? head)
    {
        if (head is null)
        {
            return RecordsMisfits.NoHead();
        }

        long said = noted.Select(one => one.Mark.LastId).Append(anchor?.LastId ?? 0).Append(head.LastId).Max();
        if (said > _last)
        {
            return RecordsMisfits.Cut(_last + 1, said);
        }

        return head.LastId == _last && head.RowCount == Count && head.Sha256 == _hash ? null : RecordsMisfits.OtherHead(_last);
    }

    /// <summary>False where the next row has bytes in it that are no such row.</summary>
    private static bool TryNext(IEnumerator<AuditEntry> rows, out AuditEntry? entry)
    {
        try
        {
            entry = rows.MoveNext() ? rows.Current : null;
            return true;
        }
        catch (Exception fault) when (FileDamage.Is(fault) || fault is FormatException)
        {
            entry = null;
            return false;
        }
    }
}
