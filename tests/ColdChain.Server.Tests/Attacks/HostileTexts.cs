namespace ColdChain.Server.Tests.Attacks;

/// <summary>What somebody types who wants a database or a spreadsheet to obey them.</summary>
internal static class HostileTexts
{
    /// <summary>Ends a text, begins a statement, opens a comment, is a wildcard, or looks like a quotation mark to some code page.</summary>
    public static readonly IReadOnlyList<string> Sql =
    [
        "'; DROP TABLE lot_entry; --",
        "' OR '1'='1",
        "' UNION SELECT password_hash FROM person --",
        "'); DELETE FROM audit_entry; --",
        "1; UPDATE person SET role = 'administrator'",
        "\"; DROP TABLE \"person\"; --",
        "x'/**/OR/**/1=1#",
        "%",
        "_",
        "\\",
        "\\'; SELECT pg_sleep(60); --",
        "$$; DROP TABLE person; $$",
        "’ OR ʼ1ʼ=ʼ1",
        "＇; DROP TABLE person; --",
        "{0}{1}@p0:name$1?",
        "it's 100% \"o'clock\"",
    ];

    /// <summary>What a spreadsheet would compute; the last two where the sign comes after a blank that it drops.</summary>
    public static readonly IReadOnlyList<string> Formulas =
        ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "＝1+1", "\t=1+1", "\r=1+1"];
}
