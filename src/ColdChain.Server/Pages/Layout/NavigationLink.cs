namespace ColdChain.Server.Pages.Layout;

/// <summary>One entry of the head line; shown to whoever the access table lets in there.</summary>
public sealed record NavigationLink(string Address, string Chinese, string English)
{
    /// <summary>In the order of a nurse's day. A module adds its line here when its page is there.</summary>
    public static readonly IReadOnlyList<NavigationLink> All =
    [
        new("/", "总览", "Overview"),
        new("/excursions", "温度异常", "Excursions"),
        new("/alarms", "报警", "Alarms"),
        new("/hand-readings", "人工测温", "Hand readings"),
        new("/stock", "库存", "Stock"),
        new("/lots", "批次", "Lots"),
        new("/agents", "采集端", "Agents"),
        new("/equipment", "冷链设备", "Equipment"),
        new("/facilities", "机构", "Facilities"),
        new("/people", "人员", "People"),
        new("/keys", "密钥", "Keys"),
        new("/account", "账号", "Account"),
        new("/audit", "审计", "Audit"),
    ];

    /// <summary>True for the page itself and for those below it.</summary>
    public bool LeadsTo(string path) =>
        Address == "/"
            ? path == "/"
            : path == Address || path.StartsWith(Address + "/", StringComparison.Ordinal);
}
