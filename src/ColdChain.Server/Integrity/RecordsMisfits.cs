using System.Globalization;
using ColdChain.Server.Signing;

namespace ColdChain.Server.Integrity;

/// <summary>What can be wrong with the audit trail and with signatures, each in both languages, with what to do.</summary>
internal static class RecordsMisfits
{
    private const string Do = "Keep records.db and history.db as they are, and compare this row with a backup.";
    private const string DoChinese = "请保留 records.db 与 history.db 现状，并将该行与备份比对。";

    private const string DoFile = "Keep the folder as it is, and bring the file back from a backup.";
    private const string DoFileChinese = "请保留该文件夹现状，并从备份恢复该文件。";

    public static Misfit Changed(long number) => new(
        $"audit row {number}: it is not the row that was written, or the hash of the row before it was changed with that row. {Do}",
        $"审计第 {number} 行：与写入时不符，或其前一行连同哈希被改动。{DoChinese}");

    public static Misfit Removed(long first, long last) => first > last
        ? Changed(first)
        : new Misfit(
            $"audit row {first}: {Rows(first, last)} removed, or the row after was changed. {Do}",
            $"审计第 {first} 行：第 {first} 至 {last} 行被删除，或其后一行被改动。{DoChinese}");

    public static Misfit NoHash(long number) => new(
        $"audit row {number}: it has no hash; it was added behind the server's back. {Do}",
        $"审计第 {number} 行：没有哈希，系绕过服务器添加。{DoChinese}");

    public static Misfit Unreadable(long before) => new(
        $"audit row {before + 1}: it cannot be read; its bytes were changed. {Do}",
        $"审计第 {before + 1} 行：无法读取，字节被改动。{DoChinese}");

    public static Misfit Cut(long first, long last) => new(
        $"audit row {first}: {Rows(first, last)} removed from the end of the trail, or records.db is older than history.db. {Do}",
        $"审计第 {first} 行：末尾第 {first} 至 {last} 行被删除，或 records.db 早于 history.db。{DoChinese}");

    public static Misfit NoHead() => new(
        $"The head of the audit trail is gone: rows may have been removed from its end. {Do}",
        $"审计记录的末端登记已不存在：末尾的行可能被删除。{DoChinese}");

    public static Misfit OtherHead(long last) => new(
        $"audit row {last}: the trail ends here, and its head says something else; head or rows were changed. {Do}",
        $"审计第 {last} 行：审计记录在此结束，与末端登记不符；登记或行被改动。{DoChinese}");

    public static Misfit OtherThanRoot(long number, long root) => new(
        $"audit row {number}: it is another than the one that daily root {root} was made over; the trail was changed and computed anew. {Do}",
        $"审计第 {number} 行：与第 {root} 号每日根所覆盖的不符；审计记录被改动后重新计算。{DoChinese}");

    public static Misfit OtherThanAnchor(long number) => new(
        $"audit row {number}: it is another than the one that history.db noted; the trail was changed and computed anew. {Do}",
        $"审计第 {number} 行：与 history.db 所登记的不符；审计记录被改动后重新计算。{DoChinese}");

    public static Misfit NoRecords(string path) => new(
        $"There is no '{path}', and history.db noted its audit trail: the whole file was removed, or the records are in PostgreSQL. Give --config where they are, else bring the file back from a backup.",
        $"“{path}”不存在，而 history.db 登记过其审计记录：整个文件被删除，或记录存于 PostgreSQL。请用 --config 指明，否则从备份恢复。");

    public static Misfit OtherSignature(Signature signature) => new(
        $"signature {signature.Id} under {signature.Subject} {signature.SubjectKey}, '{signature.PrintedName}': it is not as it was signed. {Do}",
        $"第 {signature.Id} 号签名（{signature.Subject} {signature.SubjectKey}，“{signature.PrintedName}”）：与签署时不符。{DoChinese}");

    public static Misfit SignedChanged(Signature signature) => new(
        $"{signature.Subject} {signature.SubjectKey}: it was changed after '{signature.PrintedName}' signed it ({signature.SignedAt}). {Do}",
        $"{signature.Subject} {signature.SubjectKey}：在“{signature.PrintedName}”签字（{signature.SignedAt}）之后被改动。{DoChinese}");

    public static Misfit SignedRemoved(Signature signature) => new(
        $"{signature.Subject} {signature.SubjectKey}: '{signature.PrintedName}' signed it ({signature.SignedAt}), and it was removed. {Do}",
        $"{signature.Subject} {signature.SubjectKey}：“{signature.PrintedName}”签字（{signature.SignedAt}）后该记录被删除。{DoChinese}");

    public static Misfit SignatureRemoved(long id) => new(
        $"signature {id}: the audit trail has it, and it was removed. {Do}", $"第 {id} 号签名：审计记录中有，而签名已被删除。{DoChinese}");

    public static Misfit NeverSigned(string subject, string key) => new(
        $"{subject} {key}: nobody signed it; it was added behind the server's back. {Do}",
        $"{subject} {key}：无人签字，系绕过服务器添加。{DoChinese}");

    public static Misfit UnreadableSigned(string reason) => new(
        $"A signature, a record that was signed, or a paper with a file cannot be read: its bytes were changed ({reason}). {Do}",
        $"某签名、已签字的记录或带附件的档案无法读取：字节被改动（{reason}）。{DoChinese}");

    public static Misfit OtherFile(NamedFile file) => new(
        $"{Of(file)} is not the one that was attached: its SHA-256 is another. {DoFile}",
        $"{OfChinese(file)}与附上时不符：SHA-256 不同。{DoFileChinese}");

    public static Misfit FileLength(NamedFile file, long found) => new(
        $"{Of(file)} has {found} bytes, and had {file.SizeBytes}: it was cut or added to, or the paper was changed. {DoFile}",
        $"{OfChinese(file)}现有 {found} 字节，应为 {file.SizeBytes} 字节：被截断或添加，或档案被改动。{DoFileChinese}");

    public static Misfit FileGone(NamedFile file, string folder) => new(
        $"{Of(file)} is gone: there is no '{folder}/{file.Sha256}'. {DoFile}",
        $"{OfChinese(file)}已不存在：缺少“{folder}/{file.Sha256}”。{DoFileChinese}");

    public static Misfit FileUnreadable(NamedFile file, string reason) => new(
        $"{Of(file)} cannot be read: {reason}. {DoFile}", $"{OfChinese(file)}无法读取：{reason}。{DoFileChinese}");

    public static Misfit OtherFileOnTrail(string subject, long id) => new(
        $"{subject} {id}: the audit trail has it with the file that was attached, and the paper names another file or none, or was removed. {Do}",
        $"{subject} {id}：与审计记录中登记的附件不符，档案被改动或删除。{DoChinese}");

    public static Misfit FileNotOnTrail(NamedFile file) => new(
        $"{file.Subject} {file.Id} of {file.Owner}: the audit trail does not have it with a file; it was added or changed behind the server's back. {Do}",
        $"{file.Owner} 的 {file.Subject} {file.Id}：审计记录中没有其附件，系绕过服务器添加或改动。{DoChinese}");

    private static string Of(NamedFile file) => $"{file.Subject} {file.Id} of {file.Owner}: its file '{file.FileName}'";

    private static string OfChinese(NamedFile file) => $"{file.Owner} 的 {file.Subject} {file.Id}：附件“{file.FileName}”";

    private static string Rows(long first, long last) => first == last
        ? "it was"
        : string.Create(CultureInfo.InvariantCulture, $"rows {first} to {last} were");
}
