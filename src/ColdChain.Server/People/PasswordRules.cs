using Microsoft.AspNetCore.Identity;

namespace ColdChain.Server.People;

/// <summary>Which passwords can be chosen: long ones that are not the first that anybody would try.</summary>
/// <remarks>
/// NIST SP 800-63B, 5.1.1.2: length counts, composition does not (rules of the kind "one digit, one capital" make people write
/// <c>Password1!</c>), nothing is changed by the calendar, and what is expected, repeated, in sequence or the user's own name is refused.
/// </remarks>
public sealed class PasswordRules : IPasswordValidator<Person>
{
    /// <summary>The product's own bound; NIST asks for 8 at least.</summary>
    public const int Shortest = 10;

    /// <summary>Hashing is slow on purpose, and the longer the text the slower.</summary>
    public const int Longest = 128;

    /// <summary>A password of fewer different characters is a key held down, or a pattern of two.</summary>
    private const int FewestDifferent = 4;

    /// <summary>
    /// What is left of the commonest passwords without the digits and signs at their ends: the heads of the published lists of leaked
    /// passwords, what a Chinese keyboard makes easy (woaini, 5201314), and the words of this trade, which whoever guesses here tries first.
    /// </summary>
    private static readonly HashSet<string> Common = new(
        new[]
        {
            string.Empty, "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "mypassword", "qwerty", "qwertyuiop", "qwertyui", "qwertz",
            "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "1qaz2wsx", "q1w2e3r4t5", "1q2w3e4r5t", "1q2w3e4r", "abcdefghij", "abcdefgh", "abc", "abcd",
            "admin", "administrator", "root", "user", "test", "guest", "welcome", "letmein", "changeme", "default", "login", "master", "secret",
            "iloveyou", "woaini", "woaiwojia", "nihao", "zhongguo", "china", "beijing", "sunshine", "princess", "football", "baseball", "superman", "monkey", "dragon",
            "coldchain", "cold-chain", "vaccine", "vaccines", "yimiao", "lenglian", "fridge", "refrigerator", "bingxiang", "jikong", "weishengyuan", "hospital",
        }.Select(Core),
        StringComparer.Ordinal);

    /// <summary>Sequences that a password may not be a part of, read either way.</summary>
    private static readonly string[] Sequences =
        ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1234567890qwertyuiop"];

    /// <summary>Null when it can be chosen.</summary>
    public static PasswordFault? Judge(string? userName, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length < Shortest)
        {
            return PasswordFault.TooShort;
        }

        if (password.Length > Longest)
        {
            return PasswordFault.TooLong;
        }

        string plain = password.ToLowerInvariant();
        if (!string.IsNullOrEmpty(userName) && Core(plain) == Core(userName.ToLowerInvariant()))
        {
            return PasswordFault.IsUserName;
        }

        return plain.Distinct().Count() < FewestDifferent || Common.Contains(Core(plain)) || Sequences.Any(sequence => IsPartOf(sequence, plain))
            ? PasswordFault.TooCommon
            : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(Judge(user.UserName, password ?? string.Empty) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = PasswordWords.Of(fault).English })
            : IdentityResult.Success);
    }

    /// <summary>Without the digits and signs that people put at the ends of a word to please a rule.</summary>
    private static string Core(string text)
    {
        int first = 0;
        int end = text.Length;
        while (end > first && !char.IsLetter(text[end - 1]))
        {
            end--;
        }

        while (first < end && !char.IsLetter(text[first]))
        {
            first++;
        }

        return text[first..end];
    }

    private static bool IsPartOf(string sequence, string plain) =>
        sequence.Contains(plain, StringComparison.Ordinal)
        || new string([.. sequence.Reverse()]).Contains(plain, StringComparison.Ordinal);
}
