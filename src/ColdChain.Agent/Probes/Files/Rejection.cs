using System.Text;

namespace ColdChain.Agent.Probes.Files;

/// <summary>Why a file is not taken, for the person who put it there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Details">Where and what, one line each.</param>
public sealed record Rejection(RejectionKind Kind, IReadOnlyList<string> Details)
{
    /// <summary>More lines tell nobody more.</summary>
    private const int MostDetails = 50;

    /// <summary>For an event: one line.</summary>
    public string Summary => $"{English} {string.Join("; ", Details.Take(3))}";

    /// <summary>True when another minute may make it whole.</summary>
    public bool MayStillArrive => Kind is RejectionKind.Unreadable or RejectionKind.SignatureInvalid or RejectionKind.SignatureAbsent or RejectionKind.Empty;

    private string English => Kind switch
    {
        RejectionKind.TooLarge => "too large for a file of a logger.",
        RejectionKind.Unreadable => "of no known format, cut short or broken.",
        RejectionKind.SignatureInvalid => "its signature does not fit: it was changed after the logger wrote it, or cut by hand.",
        RejectionKind.SignatureAbsent => "it is not signed, and loggers of this kind sign their files.",
        RejectionKind.UnknownLogger => "its logger is not in the configuration.",
        RejectionKind.Ambiguous => "it is not clear which sensor or which time zone is meant.",
        RejectionKind.Empty => "there is no temperature with a time in it.",
    };

    private string Chinese => Kind switch
    {
        RejectionKind.TooLarge => "文件过大，不像记录仪导出的文件。",
        RejectionKind.Unreadable => "格式无法识别，或文件不完整、已损坏。",
        RejectionKind.SignatureInvalid => "签名不符：文件在记录仪导出后被改动，或被人工截取。",
        RejectionKind.SignatureAbsent => "文件没有签名，而这种记录仪的文件应有签名。",
        RejectionKind.UnknownLogger => "配置中没有这台记录仪。",
        RejectionKind.Ambiguous => "无法确定对应哪个传感器或哪个时区。",
        RejectionKind.Empty => "文件中没有带时间的温度。",
    };

    private (string Chinese, string English) Remedy => Kind switch
    {
        RejectionKind.UnknownLogger => (
            "请在配置的 loggers 中加入该序列号，重启程序，再把文件放回监视文件夹。",
            "Add the serial to \"loggers\" in the configuration, start the agent again, and put the file back into the watched folder."),
        RejectionKind.Ambiguous => (
            "请在配置的 loggers 中为每个探头分别写明（序列号/探头），再把文件放回监视文件夹。",
            "Name each probe (serial/probe) in \"loggers\" in the configuration, and put the file back into the watched folder."),
        RejectionKind.SignatureAbsent => (
            "请从记录仪重新导出；确需接收无签名文件时，把 signature 设为 optional。",
            "Export it from the logger again; to take unsigned files all the same, set \"signature\" to \"optional\"."),
        _ => (
            "请从记录仪重新导出原始文件，不要编辑，再放入监视文件夹。",
            "Export the file from the logger again, leave it as it is, and put it into the watched folder."),
    };

    /// <summary>What stands beside the file.</summary>
    public string Text(string fileName)
    {
        StringBuilder text = new();
        text.AppendLine($"未导入 / Not imported: {fileName}").AppendLine();
        text.AppendLine(Chinese).AppendLine(Remedy.Chinese).AppendLine();
        text.AppendLine(char.ToUpperInvariant(English[0]) + English[1..]).AppendLine(Remedy.English).AppendLine();
        foreach (string detail in Details.Take(MostDetails))
        {
            text.AppendLine(detail);
        }

        if (Details.Count > MostDetails)
        {
            text.AppendLine($"... {Details.Count - MostDetails} more");
        }

        return text.ToString();
    }
}
