using System.Security.Cryptography;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Makes the root of each day that is over: one signed hash over everything that was sealed since the root before.</summary>
/// <param name="writer">Of the history.</param>
/// <param name="keyFile">What signs.</param>
/// <param name="audit">Where the audit trail stands, which the root is over as well; null where there is none.</param>
internal sealed class RootMaker(HistoryWriter writer, SigningKeyFile keyFile, IAuditMarks? audit = null)
{
    /// <summary>After the end of a day: its sensors are sealed an hour after it, some a little later [P].</summary>
    public static readonly TimeSpan AfterEnd = TimeSpan.FromHours(2);

    private readonly HistoryMemory _memory = writer.Memory;

    /// <summary>The root that was made; null when none is due, or nothing was sealed since the last.</summary>
    public async Task<RootLine?> MakeDueAsync(Instant now, CancellationToken cancellationToken)
    {
        int day = _memory.Calendar.DayOf(now - AfterEnd) - 1;
        if (day <= _memory.NewestRootDay)
        {
            return null;
        }

        AuditMark? mark = audit is null ? null : await audit.NewestAsync(cancellationToken);
        return await writer.WriteAsync(session => Make(session, day, now, mark), cancellationToken);
    }

    /// <summary>The newest root, or null.</summary>
    public static (DailyRootRow Row, Digest Hash)? Newest(WriteSession session)
    {
        using SqliteDataReader rows = session.Prepared(
            "SELECT root_number, day, last_seal_number, root_sha256 FROM roots ORDER BY root_number DESC LIMIT 1", 0).Rows();
        if (!rows.Read())
        {
            return null;
        }

        Digest.TryRead(rows[3] as byte[], out Digest hash);
        return (new DailyRootRow(rows.GetInt64(0), rows.GetInt32(1), rows.GetInt64(2)), hash);
    }

    private RootLine? Make(WriteSession session, int day, Instant now, AuditMark? mark)
    {
        (DailyRootRow Row, Digest Hash)? before = Newest(session);
        long sealedBefore = before?.Row.LastSeal ?? 0;
        ChainHead? ledger = session.Ledger.Leaf();
        ChainHead[] heads =
        [
            .. _memory.Timelines.Select(timeline => (timeline.Sensor, Head: session.HeadOf(timeline.Number)))
                .Where(one => one.Head.SealNumber > sealedBefore)
                .Select(one => new ChainHead(one.Sensor, one.Head.Link, one.Head.Chain)),
            .. mark is not null && AuditNotes.HasGrown(session, mark) ? (ChainHead[])[mark.ToLeaf()] : [],
            .. ledger is { } leaf ? (ChainHead[])[leaf] : [],
        ];
        session.Staged.RootedOn(day);
        if (heads.Length == 0 || before?.Row.Day >= day)
        {
            return null;
        }

        DailyRoot root = new((before?.Row.Number ?? 0) + 1, day, _memory.Calendar, now, before?.Hash ?? default, heads);
        using ECDsa key = keyFile.Open();
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        string keyId = RootSignature.KeyId(publicKey);
        Digest hash = root.Hash();
        byte[] signature = RootSignature.Sign(key, hash);
        session.Prepared("INSERT INTO root_keys VALUES (?1, ?2) ON CONFLICT DO NOTHING", 2).Run(keyId, publicKey);
        session.Prepared(
            """
            INSERT INTO roots (root_number, day, made_at_ms, last_seal_number, root_sha256, key_id, signature)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            7).Run(
                root.Number, day, now.UnixMilliseconds, session.Staged.NewestSeal ?? _memory.NewestSeal, hash.ToArray(), keyId, signature);
        if (heads.Any(head => head.Sensor == AuditMark.LeafName))
        {
            AuditNotes.NoteRoot(session, root, mark!);
        }

        if (ledger is { } noted)
        {
            session.Ledger.NoteRoot(root.Number, noted);
        }

        return new RootLine(root.Number, DayCalendar.DateOf(day), hash, keyId, Convert.ToBase64String(signature));
    }
}
