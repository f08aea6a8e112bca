using System.Diagnostics;

namespace ColdChain.Server.People;

/// <summary>The rules of passwords, and why one cannot be chosen, for the person who chooses it.</summary>
public static class PasswordWords
{
    public static readonly (string Chinese, string English) Rule = (
        "至少 10 个字符，越长越好，例如几个不相关的词。不要用用户名和常见密码；不要求大小写或符号。",
        "At least 10 characters, the longer the better: some words that have nothing to do with each other. Not your user name, nothing common; no capitals or signs are asked for.");

    public static (string Chinese, string English) Of(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => ("密码太短：至少 10 个字符。", "The password is too short: at least 10 characters."),
        PasswordFault.TooLong => ("密码太长：最多 128 个字符。", "The password is too long: at most 128 characters."),
        PasswordFault.IsUserName => ("密码不能是用户名。", "The password may not be the user name."),
        PasswordFault.TooCommon => ("这个密码太常见，别人会最先猜到；请换一个。", "This password is so common that it is guessed first; choose another."),
        PasswordFault.NotRepeated => ("两次输入的密码不一样。", "The two passwords differ."),
        PasswordFault.LinkGone => ("这个链接刚刚已被使用或作废，请向管理员要一个新的。", "This link was used or withdrawn just now; ask your administrator for a new one."),
        _ => throw new UnreachableException(),
    };
}
