using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>The hashes here were computed by another program (Python's hashlib) from the description of the bytes.</summary>
public sealed class CanonicalAuditRowTests
{
    private static readonly AuditRow First = new()
    {
        Number = 1,
        AtMilliseconds = 1_777_593_600_000,
        Actor = "system",
        Action = "create",
        Subject = "facility",
        SubjectKey = "gaochuan",
        Facility = "gaochuan",
        NewValues = """{"NameZh":"高川镇卫生院"}""",
    };

    private static readonly AuditRow Second = new()
    {
        Number = 2,
        AtMilliseconds = -1,
        Actor = "nurse",
        Action = "void",
        Subject = "hand_reading_entry",
        SubjectKey = "3",
        OldValues = string.Empty,
        NewValues = string.Empty,
        Reason = "漏了小数点",
    };

    [Fact] // G8
    public void Two_rows_hash_as_another_program_hashes_them()
    {
        Digest first = CanonicalAuditRow.Hash(default, First);

        Assert.Equal("1dbaf90ee2728285f047533c440be115469cdd1f48fca1fdbcb643001b72a709", first.ToString());
        Assert.Equal("6f718fa8ea4bf37d26e38a89eda402f0043b8faec54524468b76ccbf5bc7d295", CanonicalAuditRow.Hash(first, Second).ToString());
    }

    [Fact] // G8
    public void Every_part_of_a_row_counts_and_what_is_absent_is_not_what_is_empty()
    {
        AuditRow[] others =
        [
            First, First with { Number = 2 }, First with { AtMilliseconds = 0 }, First with { Actor = "systen" }, First with { Action = "change" },
            First with { Subject = "facilities" }, First with { SubjectKey = string.Empty }, First with { Facility = null },
            First with { Facility = string.Empty }, First with { OldValues = string.Empty }, First with { NewValues = null },
            First with { Reason = string.Empty }, First with { Actor = "systemc", Action = "reate" },
        ];

        Assert.Equal(others.Length, others.Select(row => CanonicalAuditRow.Hash(default, row)).Distinct().Count());
        Assert.NotEqual(CanonicalAuditRow.Hash(default, First), CanonicalAuditRow.Hash(Digest.Of([1]), First));
    }

    [Fact] // 21 CFR 11.70
    public void What_is_signed_hashes_as_another_program_hashes_it()
    {
        Digest hash = CanonicalFields.Hash(
            "month_review", "4", [("unit", "gaochuan/fridge-1"), ("finding", null), ("reviewedBy", "张督导")]);

        Assert.Equal("b75936be064544fbc9346ad22e55029569b6f56123deb9e253e22b5f546a30ba", hash.ToString());
    }

    [Fact] // 21 CFR 11.70
    public void A_word_that_moves_from_one_field_to_the_next_is_another_record()
    {
        Digest hash = CanonicalFields.Hash("a", "1", [("x", "12"), ("y", "3")]);

        Assert.NotEqual(hash, CanonicalFields.Hash("a", "1", [("x", "1"), ("y", "23")]));
        Assert.NotEqual(hash, CanonicalFields.Hash("a", "1", [("y", "3"), ("x", "12")]));
        Assert.NotEqual(hash, CanonicalFields.Hash("a1", "", [("x", "12"), ("y", "3")]));
    }
}
