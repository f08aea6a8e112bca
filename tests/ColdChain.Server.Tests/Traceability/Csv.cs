using System.Text;

namespace ColdChain.Server.Tests.Traceability;

/// <summary>Lists of movements as people write them, over the county of <see cref="ServerUnderTest"/>.</summary>
internal static class Csv
{
    public const string Header =
        "单号,行号,类型,时间,疫苗名称,生产企业,规格,批准文号,批号,批签发证编号,有效期至,数量(人份),发货单位,发货设备,收货单位,收货设备,"
        + "启运时间,到达时间,启运温度,到达温度,运输工具,冷藏方式,行驶里程(km),送疫苗人,收疫苗人";

    /// <summary>From a supplier into the cold room, on by a two-hour drive to gaochuan/fridge-2, some of it used there.</summary>
    public const string Story = Header + """

        RK1,1,入库,2026-03-01 10:00,重组乙型肝炎疫苗,清河虚构生物,0.5mL,国药准字S2026,202601A01,批签2026-1,2027-12-31,500,示范医药配送,,清河县疾控中心,1号冷库,2026-03-01 07:00,2026-03-01 09:30,4.1,4.6,冷藏车,冷藏车,120,张,李
        CK1,1,出库,2026-04-01 08:00,重组乙型肝炎疫苗,清河虚构生物,,,202601A01,,2027-12-31,100,qinghe-cdc,cold-room-1,gaochuan,,2026-04-01 08:10,,4.0,,冷藏车,车载冷藏箱,,李,
        CK1,1,入库,2026-04-01 10:00,重组乙型肝炎疫苗,清河虚构生物,0.5mL,国药准字S2026,202601A01,批签2026-1,2027-12-31,100,清河县疾控中心,,高川镇卫生院,2号冰箱,2026-04-01 08:10,2026-04-01 09:50,4.0,5.2,冷藏车,车载冷藏箱,36.5,李,王
        JZ1,1,接种,2026-04-10 16:00,重组乙型肝炎疫苗,清河虚构生物,,,202601A01,,,30,高川镇卫生院,2号冰箱,,,,,,,,,,,

        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A line of use at gaochuan, with what differs.</summary>
    public static string Use(string document, string rest) =>
        $"{document},1,接种,2026-04-11 16:00,重组乙型肝炎疫苗,清河虚构生物,,,202601A01,,,{rest}";
}
