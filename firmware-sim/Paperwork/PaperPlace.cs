namespace FirmwareSim.Paperwork;

/// <summary>A facility of the demo's county, with the units its papers may name.</summary>
/// <param name="Id">As the server knows it.</param>
/// <param name="Name">As papers print it.</param>
/// <param name="Code">机构编码, the beginning of its document numbers.</param>
/// <param name="Size">Its demand in percent of a usual township's.</param>
/// <param name="DriveMinutes">From where its vaccine comes.</param>
internal sealed record PaperPlace(string Id, string Name, string Code, int Size, int DriveMinutes)
{
    public static readonly PaperPlace County = new("qinghe-cdc", "清河县疾控中心", "990100", 0, 0);

    public static readonly PaperPlace Gaochuan = new("gaochuan", "高川镇卫生院", "990101", 120, 55);

    public static readonly PaperPlace Baishi = new("baishi", "白石镇卫生院", "990102", 90, 40);

    public static readonly PaperPlace Liulin = new("liulin", "柳林乡卫生院", "990103", 60, 95);

    public static readonly PaperPlace Shuangqiao = new("shuangqiao", "双桥镇卫生院", "990104", 100, 70);

    public static readonly PaperPlace Wangzhuang = new("wangzhuang", "王庄村卫生室", "990105", 15, 25);

    public static readonly IReadOnlyList<PaperPlace> Townships = [Gaochuan, Baishi, Liulin, Shuangqiao];

    /// <summary>Where this place keeps a product; null where its papers never name a unit (it has but one).</summary>
    public string? UnitFor(PaperProduct product) => Id switch
    {
        "qinghe-cdc" => product.IsFrozen ? "freezer-1" : "cold-room-1",
        "gaochuan" => IsInSecondFridge(product) ? "fridge-2" : "fridge-1",
        "shuangqiao" => null,
        _ => "fridge-1",
    };

    /// <summary>What frost would destroy, for the most part: the fridge whose power fails in the demo.</summary>
    private static bool IsInSecondFridge(PaperProduct product) => product.Name is PaperProduct.Hepatitis
        or PaperProduct.Diphtheria or PaperProduct.InactivatedPolio or PaperProduct.Papilloma or PaperProduct.Influenza;
}
