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

    /// <summary>The ends of numbers of 32 and 64 bits, of the calendar and of its milliseconds since 1970, and what is no number or day.</summary>
    public static readonly IReadOnlyList<string> Extremes =
    [
        "0", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400", "NaN", "1.5",
        "253402300799999", "253402300800000", "253402214400000", "-62135596800000", "-62135596800001",
        "0001-01-01", "0001-01", "0001", "9999-12-31", "9999-12", "9999", "2026-02-30", "2026-13", "0000-00-00",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-14:00", "24:00", "23:59:60",
    ];
}
