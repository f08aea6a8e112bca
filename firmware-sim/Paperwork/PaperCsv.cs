using System.Globalization;
using System.Text;

namespace FirmwareSim.Paperwork;

/// <summary>Writes lines as the CSV of docs/protocols/movements.md, with the Chinese names of the columns.</summary>
internal static class PaperCsv
{
    private static readonly (string Name, Func<PaperLine, string?> Cell)[] Columns =
    [
        ("单号", line => line.Document),
        ("行号", line => Whole(line.Line)),
        ("类型", line => line.Kind),
        ("时间", line => Moment(line.At)),
        ("疫苗名称", line => line.Lot.Product.Name),
        ("生产企业", line => line.Lot.Product.Manufacturer),
        ("上市许可持有人", line => line.Lot.Product.Manufacturer),
        ("规格", line => line.Lot.Product.Specification),
        ("批准文号", line => line.Lot.ApprovalNumber),
        ("批号", line => line.Lot.Number),
        ("批签发证编号", line => line.LotReleaseNumber),
        ("有效期至", line => line.Lot.Expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("数量(人份)", line => Whole(line.Doses)),
        ("发货单位", line => line.From),
        ("发货设备", line => line.FromUnit),
        ("收货单位", line => line.To),
        ("收货设备", line => line.ToUnit),
        ("启运时间", line => Moment(line.DepartedAt)),
        ("到达时间", line => Moment(line.ArrivedAt)),
        ("启运温度", line => Tenths(line.DepartureTenths)),
        ("到达温度", line => Tenths(line.ArrivalTenths)),
        ("启运环境温度", line => Tenths(line.AmbientTenths)),
        ("运输工具", line => line.TransportTool),
        ("冷藏方式", line => line.CoolingMethod),
        ("行驶里程(km)", line => Whole(line.Kilometres)),
        ("送疫苗人", line => line.SentBy),
        ("收疫苗人", line => line.ReceivedBy),
        ("用途", line => line.Purpose),
        ("追溯码", line => line.TraceCodes),
        ("作废单号", line => line.VoidsDocument),
        ("作废行号", line => Whole(line.VoidsLine)),
        ("作废原因", line => line.VoidReason),
        ("备注", line => line.Remarks),
    ];

    /// <summary>With line feeds, so that the same papers are the same bytes on every machine.</summary>
    public static string Write(IEnumerable<PaperLine> lines)
    {
        StringBuilder text = new();
        Append(text, Columns.Select(column => column.Name));
        foreach (PaperLine line in lines)
        {
            Append(text, Columns.Select(column => column.Cell(line) ?? string.Empty));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Moment(DateTime? local) => local?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string? Tenths(int? tenths) => (tenths / 10m)?.ToString("0.0", CultureInfo.InvariantCulture);
}
