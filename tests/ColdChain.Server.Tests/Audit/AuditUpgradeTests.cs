using ColdChain.Server.Audit;
using ColdChain.Server.Integrity;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Audit;

/// <summary>Rows from before the trail was chained, and readings from before signatures were records, are taken over as they are.</summary>
public sealed class AuditUpgradeTests
{
    private const string Before = """
        INSERT INTO facility (id, path, kind, name_zh, name_en, time_zone) VALUES ('gaochuan', '/gaochuan/', 'TownshipHealthCentre', '高川', 'Gaochuan', 'Asia/Shanghai');
        INSERT INTO storage_unit (id, facility_id, kind, name_zh, name_en, profile_id, is_in_use) VALUES ('gaochuan/fridge-1', 'gaochuan', 'Refrigerator', '冰箱', 'Fridge', 'CN-IMM/fridge', TRUE);
        INSERT INTO person (id, facility_id, full_name, role, language, user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES (7, 'gaochuan', '李护士', 'staff', 'zh', 'nurse', FALSE, FALSE, FALSE, TRUE, 0);
        INSERT INTO hand_reading_entry (id, storage_unit_id, facility_id, day, slot, read_at_ms, entered_at_ms, is_late, value_milli_celsius, signed_by_id, signed_by)
            VALUES (3, 'gaochuan/fridge-1', 'gaochuan', '2026-05-01', 'Morning', 1777593600000, 1777593601000, FALSE, 4600, 7, '李护士');
        INSERT INTO month_review (id, storage_unit_id, facility_id, month, reviewed_at_ms, reviewed_by_id, reviewed_by, finding)
            VALUES (4, 'gaochuan/fridge-1', 'gaochuan', '2026-05-01', 1777593700000, 9, '张督导', '门封老化');
        INSERT INTO audit_entry (id, at_ms, actor, action, subject, subject_key, new_values) VALUES
            (1, 1, 'system', 'create', 'facility', 'gaochuan', '{"Id":"gaochuan"}'),
            (2, 2, 'system', 'create', 'measuring_point', '1', '{"StorageUnitId":"gaochuan/fridge-1"}'),
            (5, 3, 'nurse', 'modify', 'alarm', '1', 'not json'),
            (6, 4, 'nobody', 'log-in-refused', 'person', 'whoever', NULL);
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<RecordsKind> Kinds => [.. Enum.GetValues<RecordsKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Old_rows_are_chained_once_with_what_can_be_told_of_their_facility(RecordsKind kind)
    {
        await using MigratedRecords database = await UpgradedAsync(kind);
        await using RecordsDbContext records = Open(database);

        List<AuditEntry> rows = await records.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).Take(4).ToListAsync(Token);

        Assert.Equal(["gaochuan", "gaochuan", "gaochuan", null], rows.Select(row => row.FacilityId?.ToString()));
        Assert.Equal([1L, 2L, 5L, 6L], rows.Select(row => row.Id));
        Assert.Equal("modify", rows[2].Action);
        Assert.All(rows, row => Assert.NotNull(row.Sha256));
    }

    [Theory] // 21 CFR 11.50
    [MemberData(nameof(Kinds))]
    public async Task What_was_signed_before_is_hashed_and_says_that_no_password_was_asked(RecordsKind kind)
    {
        await using MigratedRecords database = await UpgradedAsync(kind);
        await using RecordsDbContext records = Open(database);

        List<Signature> signatures = await records.Set<Signature>().AsNoTracking().OrderBy(signature => signature.Id).ToListAsync(Token);

        Assert.Equal(
            [("hand_reading_entry", "3", "李护士", SignatureMeaning.Recorded), ("month_review", "4", "张督导", SignatureMeaning.Reviewed)],
            signatures.Select(signature => (signature.Subject, signature.SubjectKey, signature.PrintedName, signature.Meaning)));
        Assert.All(signatures, signature => Assert.False(signature.IsByPassword));
    }

    [Theory] // G8
    [MemberData(nameof(Kinds))]
    public async Task A_second_start_changes_nothing_and_a_lost_head_is_made_where_the_trail_ends(RecordsKind kind)
    {
        await using MigratedRecords database = await UpgradedAsync(kind);
        await using RecordsDbContext records = Open(database);
        AuditHead head = await records.Set<AuditHead>().AsNoTracking().SingleAsync(Token);

        await AuditUpgrade.RunAsync(records, Token);
        Assert.Equivalent(head, await records.Set<AuditHead>().AsNoTracking().SingleAsync(Token));
        await records.Set<AuditHead>().ExecuteDeleteAsync(Token);
        await AuditUpgrade.RunAsync(records, Token);

        Assert.Equivalent(head, await records.Set<AuditHead>().AsNoTracking().SingleAsync(Token));
        Assert.Equal(2, await records.Set<Signature>().CountAsync(Token));
    }

    [Theory] // G8
    [MemberData(nameof(Kinds))]
    public async Task What_was_taken_over_verifies_holes_of_before_and_all_and_a_change_after_is_named(RecordsKind kind)
    {
        await using MigratedRecords database = await UpgradedAsync(kind);
        await using RecordsDbContext records = Open(database);
        Assert.Null(new AuditCheck(records, new Dictionary<long, Core.Integrity.AuditMark>(), null).Run());

        await database.ExecuteAsync("DROP TRIGGER audit_entry_is_never_updated" + (kind == RecordsKind.PostgreSql ? " ON audit_entry" : string.Empty));
        await database.ExecuteAsync("UPDATE audit_entry SET actor = 'somebody' WHERE id = 5");

        Misfit? misfit = new AuditCheck(records, new Dictionary<long, Core.Integrity.AuditMark>(), null).Run();
        Assert.Contains("audit row 3: rows 3 to 4 were removed, or the row after was changed", misfit!.English, StringComparison.Ordinal);
    }

    [Fact] // G3
    public async Task REPLACE_takes_no_row_of_the_trail_away()
    {
        await using MigratedRecords database = await UpgradedAsync(RecordsKind.Sqlite);

        SqliteException refused = await Assert.ThrowsAsync<SqliteException>(() => database.ExecuteAsync(
            "REPLACE INTO audit_entry (id, at_ms, actor, action, subject, subject_key) VALUES (1, 1, 'x', 'b', 'c', 'd')"));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<MigratedRecords> UpgradedAsync(RecordsKind kind)
    {
        MigratedRecords database = await (await MigratedRecords.EmptyAsync(kind)).MigrateOnlyToAsync("0009_AgentReports");
        await database.ExecuteAsync(Before);
        await using RecordsDbContext records = Open(database);
        await records.Database.MigrateAsync(Token);
        await AuditUpgrade.RunAsync(records, Token);
        return database;
    }

    /// <summary>With the interceptor, as the server's own.</summary>
    private static RecordsDbContext Open(MigratedRecords database) =>
        database.Open(new AuditInterceptor(new CurrentActor(), new AuditSignal(), new ManualClock()));
}
