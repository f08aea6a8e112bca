using ColdChain.Core.Integrity;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Integrity;

/// <summary>Computes the audit chain, every signature and the hash of every file of a paper anew, and holds them against what history.db noted of the trail.</summary>
internal static class RecordsCheck
{
    /// <param name="path">Of <c>records.db</c>, where the records are in a file.</param>
    /// <param name="options">Where they are.</param>
    /// <param name="history">Opened before the records, so that what it notes of them cannot be ahead of them.</param>
    /// <param name="mistake">Why the records cannot be checked at all.</param>
    public static RecordsReport Run(string path, RecordsOptions options, SealedHistory history, out string? mistake)
    {
        AuditMark? anchor = history.AuditAnchor();
        Dictionary<long, AuditMark> roots = history.AuditRoots();
        mistake = null;
        using VerifiedRecords? opened = VerifiedRecords.Open(path, options);
        if (opened is null)
        {
            return new RecordsReport { First = anchor is null && roots.Count == 0 ? null : RecordsMisfits.NoRecords(path) };
        }

        if (!opened.AreOfThisVersion())
        {
            mistake = $"The records ({(options.Kind == RecordsKind.PostgreSql ? "Records:Connection" : path)}) have another format than this program checks; start their server once.";
            return new RecordsReport();
        }

        return Run(opened.Records, roots, anchor, Path.GetDirectoryName(path)!);
    }

    private static RecordsReport Run(RecordsDbContext records, Dictionary<long, AuditMark> roots, AuditMark? anchor, string dataDirectory)
    {
        AuditCheck audit = new(records, roots, anchor);
        SignatureCheck signatures = new(records, audit);
        FileCheck files = new(records, audit.Files, dataDirectory);
        Misfit? first;
        try
        {
            first = audit.Run() ?? signatures.Run() ?? files.Run();
        }
        catch (Exception fault) when (FileDamage.Is(fault) || fault is FormatException)
        {
            first = RecordsMisfits.UnreadableSigned(fault.Message);
        }

        return new RecordsReport
        {
            First = first,
            AuditRows = audit.Count,
            Signatures = signatures.Count,
            FromBefore = signatures.FromBefore,
            Files = files.Count,
            FileBytes = files.Bytes,
            Strangers = files.Strangers,
            Stranger = files.Stranger,
        };
    }
}
