using System.Net.Mail;

namespace ColdChain.Server.Alarming;

/// <summary>AL-18. Phone numbers and addresses as lists and logs show them: enough to recognise, too little to use.</summary>
public static class MaskedAddress
{
    private const int ShownAtEnd = 4;

    private const string Hidden = "****";

    /// <summary><c>13812345678</c> is shown as <c>138****5678</c>, <c>wangfang@example.cn</c> as <c>w****@example.cn</c>.</summary>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (MailAddress.TryCreate(address, out MailAddress? mail))
        {
            return $"{mail.User[..1]}{Hidden}@{mail.Host}";
        }

        bool isPhone = address.Length >= 7 && address.All(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or ' ');
        return isPhone ? $"{address[..3]}{Hidden}{address[^ShownAtEnd..]}" : address;
    }
}
