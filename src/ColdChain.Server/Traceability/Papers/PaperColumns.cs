using ColdChain.Server.Sheets;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>What columns are called. The first Chinese and the first English name are those of the empty form.</summary>
public static class PaperColumns
{
    /// <summary>Without these no line can be read; the others may be missing, and are then listed as missing entries.</summary>
    public static readonly IReadOnlyList<PaperColumn> Required =
    [
        PaperColumn.DocumentNumber, PaperColumn.DocumentLine, PaperColumn.Kind, PaperColumn.At, PaperColumn.Product,
        PaperColumn.Manufacturer, PaperColumn.LotNumber, PaperColumn.Doses,
    ];

    public static readonly SheetNames<PaperColumn> All = new(Names());

    private static (PaperColumn Column, string Chinese, string English)[] Names() =>
    [
        (PaperColumn.DocumentNumber, "单号|出入库单号|单据编号", "documentNumber"),
        (PaperColumn.DocumentLine, "行号|序号", "documentLine|line"),
        (PaperColumn.Kind, "类型|单据类型", "kind"),
        (PaperColumn.At, "时间|日期|出入库日期", "at|date"),
        (PaperColumn.Product, "疫苗名称|名称", "product|vaccine"),
        (PaperColumn.Manufacturer, "生产企业|生产厂家|厂名", "manufacturer"),
        (PaperColumn.AuthorisationHolder, "上市许可持有人", "authorisationHolder|marketingAuthorisationHolder"),
        (PaperColumn.Specification, "规格", "specification"),
        (PaperColumn.ApprovalNumber, "批准文号", "approvalNumber"),
        (PaperColumn.LotNumber, "批号|疫苗批号", "lotNumber|lot"),
        (PaperColumn.LotReleaseNumber, "批签发证编号|批签发合格编号|批签发号|批签发证号", "lotReleaseNumber"),
        (PaperColumn.Expiry, "有效期至|有效期|失效期", "expiry"),
        (PaperColumn.Doses, "数量(人份)|人份|数量", "doses"),
        (PaperColumn.Packages, "数量(支)|支数", "packages"),
        (PaperColumn.From, "发货单位|送疫苗单位|供货单位", "from"),
        (PaperColumn.FromUnit, "发货设备", "fromUnit"),
        (PaperColumn.To, "收货单位|收疫苗单位", "to"),
        (PaperColumn.ToUnit, "收货设备", "toUnit"),
        (PaperColumn.DepartedAt, "启运时间", "departedAt"),
        (PaperColumn.ArrivedAt, "到达时间", "arrivedAt"),
        (PaperColumn.DepartureTemperature, "启运疫苗温度|启运温度", "departureTemperature"),
        (PaperColumn.ArrivalTemperature, "到达疫苗温度|到达温度", "arrivalTemperature"),
        (PaperColumn.DepartureAmbient, "启运环境温度", "departureAmbient"),
        (PaperColumn.ArrivalAmbient, "到达环境温度", "arrivalAmbient"),
        (PaperColumn.TransportTool, "运输工具", "transportTool"),
        (PaperColumn.CoolingMethod, "冷藏方式", "coolingMethod"),
        (PaperColumn.MileageKilometres, "行驶里程(km)|行驶里程", "mileageKm"),
        (PaperColumn.SentBy, "送疫苗人|发货人", "sentBy"),
        (PaperColumn.ReceivedBy, "收疫苗人|收货人|领取人", "receivedBy"),
        (PaperColumn.Purpose, "用途", "purpose"),
        (PaperColumn.TraceCodes, "追溯码", "traceCodes"),
        (PaperColumn.VoidsDocument, "作废单号", "voidsDocument"),
        (PaperColumn.VoidsLine, "作废行号", "voidsLine"),
        (PaperColumn.VoidReason, "作废原因", "voidReason"),
        (PaperColumn.Remarks, "备注", "remarks"),
    ];

    /// <summary>As <see cref="SheetNames{TColumn}.Find"/>.</summary>
    public static PaperColumn? Find(string header) => All.Find(header);

    public static string Chinese(PaperColumn column) => All.Chinese(column);

    public static string English(PaperColumn column) => All.English(column);
}
