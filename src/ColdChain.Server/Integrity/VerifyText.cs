using System.Globalization;
using System.Text;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>What <c>verify</c> prints: the same in English and in Chinese.</summary>
internal sealed class VerifyText(VerifyReport report, TimeSpan took)
{
    public string Write()
    {
        StringBuilder text = new();
        double speed = report.Readings / Math.Max(took.TotalSeconds, 0.001);
        string newest = report.NewestRoot is { } root
            ? string.Create(CultureInfo.InvariantCulture, $", {root.Number} / {root.Day:yyyy-MM-dd} / {root.Hash.ShortForm} / key {root.KeyId}")
            : string.Empty;
        text.Append(CultureInfo.InvariantCulture, $"Checked {report.Chunks:n0} sealed records of {report.Sensors:n0} sensors ({report.Opened:n0} opened: ")
            .Append(CultureInfo.InvariantCulture, $"{report.Readings:n0} readings, {report.Conflicts:n0} conflicts), {report.Roots:n0} daily roots{newest}, ")
            .Append(CultureInfo.InvariantCulture, $"{report.Arrivals:n0} requests not yet sealed; {took.TotalSeconds:0.0} s, {speed:n0} readings/s\n")
            .Append(CultureInfo.InvariantCulture, $"已核对 {report.Chunks:n0} 条封存记录（{report.Sensors:n0} 个传感器，打开 {report.Opened:n0} 条：")
            .Append(CultureInfo.InvariantCulture, $"{report.Readings:n0} 个读数，{report.Conflicts:n0} 个冲突）、{report.Roots:n0} 个每日根{newest}、")
            .Append(CultureInfo.InvariantCulture, $"{report.Arrivals:n0} 个尚未封存的请求。\n");
        if (report.LedgerRows > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Checked {report.LedgerRows:n0} rows of loggers' daily extremes, events and quarantine.\n")
                .Append(CultureInfo.InvariantCulture, $"已核对 {report.LedgerRows:n0} 行记录仪每日极值、事件与隔离记录。\n");
        }

        if (report.Destroyed > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"The readings of {report.Destroyed:n0} of the records were destroyed under signed records; their hashes are kept.\n")
                .Append(CultureInfo.InvariantCulture, $"其中 {report.Destroyed:n0} 条的读数已按签名的销毁记录销毁，哈希保留。\n");
        }

        if (report.UnderNoRoot > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{report.UnderNoRoot:n0} of the records are under no signed root yet.\n")
                .Append(CultureInfo.InvariantCulture, $"其中 {report.UnderNoRoot:n0} 条尚无已签名的每日根。\n");
        }

        if (report.Records is { } records)
        {
            text.Append(CultureInfo.InvariantCulture, $"Checked {records.AuditRows:n0} rows of the audit trail and {records.Signatures:n0} signatures ")
                .Append(CultureInfo.InvariantCulture, $"({records.FromBefore:n0} from before they asked for the password).\n")
                .Append(CultureInfo.InvariantCulture, $"已核对 {records.AuditRows:n0} 行审计记录、{records.Signatures:n0} 个签名")
                .Append(CultureInfo.InvariantCulture, $"（其中 {records.FromBefore:n0} 个早于密码签名）。\n");
            AppendFiles(text, records);
        }

        Misfit[] misfits = [.. ((Misfit?[])[report.First, report.Records?.First]).OfType<Misfit>()];
        return text.Append(misfits.Length > 0
            ? string.Join('\n', misfits.Select(misfit => $"DOES NOT FIT: {misfit.English}\n不符：{misfit.Chinese}"))
            : "Everything fits.\n全部相符。").ToString();
    }

    private static void AppendFiles(StringBuilder text, RecordsReport records)
    {
        text.Append(CultureInfo.InvariantCulture, $"Checked {records.Files:n0} files that papers name ({records.FileBytes:n0} bytes).\n")
            .Append(CultureInfo.InvariantCulture, $"已核对 {records.Files:n0} 个附件（{records.FileBytes:n0} 字节）。\n");
        if (records.Strangers > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"There are {records.Strangers:n0} files that no paper names, such as {records.Stranger}.\n")
                .Append(CultureInfo.InvariantCulture, $"另有 {records.Strangers:n0} 个没有任何档案引用的文件，例如 {records.Stranger}。\n");
        }
    }
}
