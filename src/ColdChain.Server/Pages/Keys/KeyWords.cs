using System.Diagnostics;
using ColdChain.Server.People.Keys;

namespace ColdChain.Server.Pages.Keys;

/// <summary>Refusals and rights of keys in both languages.</summary>
internal static class KeyWords
{
    public static (string Chinese, string English) Of(KeyFault fault) => fault switch
    {
        KeyFault.NameForm => ("名称须为字母、数字、点、横线或下划线，例如 gaochuan-gateway。", "A name has letters, digits, dots, hyphens or underscores, such as gaochuan-gateway."),
        KeyFault.NameTaken => ("已有同名的采集端。", "There is an agent of this name."),
        KeyFault.FacilityOutOfScope => ("请选择您管辖范围内的机构。", "Choose one of your own facilities."),
        KeyFault.NoRight => ("请至少选择一项权限。", "Choose what the key may do."),
        KeyFault.DaysOutOfRange => ("有效期为 1 至 1098 天；旧密钥最多再用 60 天。", "A key is good for 1 to 1098 days, and the one before it for at most 60 more."),
        KeyFault.ReasonMissing => ("请填写原因；它会记入审计记录。", "Give the reason; it goes on the audit trail."),
        KeyFault.IsOver => ("这个密钥已经停用、到期或已更换。", "This key is revoked, over or replaced already."),
        _ => throw new UnreachableException(),
    };

    public static (string Chinese, string English) OfRights(IntegrationKey key) => key switch
    {
        { MayRead: true, MayPostMovements: true } => ("读取，登记出入库", "reads, posts movements"),
        { MayRead: true } => ("读取", "reads"),
        _ => ("登记出入库", "posts movements"),
    };
}
