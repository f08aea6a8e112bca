using System.Diagnostics;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.People;

/// <summary>Roles, standings and refusals of people in both languages.</summary>
internal static class PersonWords
{
    public static (string Chinese, string English) OfRole(string role) => role switch
    {
        Roles.Staff => ("接种人员", "Staff"),
        Roles.Inspector => ("督导员", "Inspector"),
        Roles.Auditor => ("审计", "Auditor"),
        Roles.Administrator => ("管理员", "Administrator"),
        _ => (role, role),
    };

    public static (string Chinese, string English) Of(PersonFault fault) => fault switch
    {
        PersonFault.UserNameForm => ("用户名须为 2 至 32 个字母、数字、点、横线或下划线。", "A user name has 2 to 32 letters, digits, dots, hyphens or underscores."),
        PersonFault.UserNameTaken => ("这个用户名已有人使用（离职人员的也不再分配）。", "Somebody has this user name, or had it: names of people who left are not given again."),
        PersonFault.FullNameForm => ("请填写姓名，最多 60 个字。", "Give the full name, at most 60 characters."),
        PersonFault.UnknownRole => ("请选择角色。", "Choose a role."),
        PersonFault.FacilityOutOfScope => ("请选择您管辖范围内的机构。", "Choose one of your own facilities."),
        PersonFault.PhoneForm => ("电话只能有数字、空格、横线和开头的加号。", "A phone number has digits, blanks, hyphens, and a plus in front."),
        PersonFault.ReasonMissing => ("请填写原因；它会记入审计记录。", "Give the reason; it goes on the audit trail."),
        PersonFault.OnSelf => ("不能对自己这样做；请另一位管理员操作。", "Nobody does this to themselves; ask another administrator."),
        PersonFault.MayNotEnter => ("已锁定或离职；请先恢复。", "They are locked or have left; admit them first."),
        _ => throw new UnreachableException(),
    };
}
