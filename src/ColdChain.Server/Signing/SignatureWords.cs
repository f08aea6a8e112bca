using ColdChain.Server.People;

namespace ColdChain.Server.Signing;

/// <summary>What is printed beside a signature.</summary>
public static class SignatureWords
{
    public static string Meaning(SignatureMeaning meaning, CurrentLanguage language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return meaning switch
        {
            SignatureMeaning.Recorded => language.Say("记录", "recorded"),
            SignatureMeaning.Reviewed => language.Say("复核", "reviewed"),
        };
    }

    public static string Role(string role, CurrentLanguage language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return role switch
        {
            Roles.Staff => language.Say("接种人员", "staff"),
            Roles.Inspector => language.Say("督导员", "inspector"),
            Roles.Auditor => language.Say("审计", "auditor"),
            Roles.Administrator => language.Say("管理员", "administrator"),
            _ => role,
        };
    }

    public static string Fault(SignatureFault fault, CurrentLanguage language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return fault switch
        {
            SignatureFault.WrongPassword => language.Say(
                "密码不正确，没有签字；连续输错五次将锁定十五分钟。", "The password is wrong, nothing was signed; five wrong tries lock the account for fifteen minutes."),
            SignatureFault.LockedOut => language.Say(
                "密码连续输错，账号已锁定十五分钟，没有签字。", "Too many wrong passwords: the account is locked for fifteen minutes, nothing was signed."),
        };
    }
}
