using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Audit;

/// <summary>G8. Every row hangs on the one before it, and the head is where the last one is.</summary>
public sealed class AuditChainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_row_is_hashed_with_the_one_before_it_and_the_head_is_at_the_last()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ActAsync(server, "one");
        await ActAsync(server, "two");

        await FitsAsync(server);
    }

    [Fact]
    public async Task Acts_and_changes_of_one_save_stand_in_one_chain()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        (await records.Facilities.FirstAsync(Token)).NameEn = "Another";
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync("export", "month", "one", Token);

        Assert.Equal(
            ["change", "export"],
            await records.AuditEntries.OrderByDescending(entry => entry.Id).Take(2).Select(entry => entry.Action).ToListAsync(Token));
        await FitsAsync(server);
    }

    [Fact]
    public async Task Twenty_who_write_at_once_are_chained_one_after_the_other()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        long before = (await RowsAsync(server)).Count;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => ActAsync(server, $"{number}"), Token)));

        await FitsAsync(server);
        Assert.Equal(before + 20, (await RowsAsync(server)).Count);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_hole_and_no_other_head()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using (AsyncServiceScope scope = server.App.Services.CreateAsyncScope())
        {
            RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
            await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(Token);
            (await records.Facilities.FirstAsync(Token)).NameEn = "Another";
            await records.SaveChangesAsync(Token);
            await transaction.RollbackAsync(Token);
        }

        await ActAsync(server, "after");
        await FitsAsync(server);
    }

    [Fact]
    public async Task A_save_that_fails_within_a_longer_transaction_leaves_the_chain_as_it_was()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using (AsyncServiceScope scope = server.App.Services.CreateAsyncScope())
        {
            RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
            await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(Token);
            records.Add(new Sensor { Id = SensorId.Parse("gaochuan/x", null), FacilityId = FacilityId.Parse("nowhere", null) });
            await Assert.ThrowsAsync<DbUpdateException>(() => records.SaveChangesAsync(Token));
            records.ChangeTracker.Clear();
            (await records.Facilities.FirstAsync(Token)).NameEn = "Another";
            await records.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        }

        await FitsAsync(server);
    }

    [Fact]
    public async Task Nothing_is_written_once_the_head_is_gone()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await records.Set<AuditHead>().ExecuteDeleteAsync(Token);
        (await records.Facilities.FirstAsync(Token)).NameEn = "Another";

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => records.SaveChangesAsync(Token));

        Assert.Contains("verify", refused.Message, StringComparison.Ordinal);
        Assert.False(await records.Facilities.AnyAsync(facility => facility.NameEn == "Another", Token));
    }

    [Theory]
    [InlineData("facility", "gaochuan", "gaochuan")]
    [InlineData("measuring_point", null, "gaochuan")]
    [InlineData("storage_unit", "baishi/fridge-1", "baishi")]
    [InlineData("agent_registration", "baishi-gateway", "baishi")]
    public async Task A_row_says_to_which_facility_its_record_belongs(string subject, string? key, string facility)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();

        Assert.Contains(await RowsAsync(server), row =>
            row.Subject == subject && (key is null || row.SubjectKey == key) && row.FacilityId?.ToString() == facility);
    }

    [Fact]
    public async Task A_log_in_belongs_to_the_facility_of_who_logged_in_and_a_name_that_nobody_has_to_none()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage refused = await ServerUnderTest.PostFormAsync(
            nobody, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = "no-such", ["Form.Password"] = "x" });

        IReadOnlyList<AuditEntry> rows = await RowsAsync(server);

        Assert.Equal("gaochuan", Assert.Single(rows, row => row.Action == AuditActions.LogIn).FacilityId?.ToString());
        Assert.Null(Assert.Single(rows, row => row.Action == AuditActions.LogInRefused).FacilityId);
    }

    private static async Task ActAsync(ServerUnderTest server, string key)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync("export", "month", key, Token);
    }

    private static async Task<IReadOnlyList<AuditEntry>> RowsAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries.AsNoTracking()
            .OrderBy(entry => entry.Id).ToListAsync(Token);
    }

    private static async Task FitsAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        AuditHead head = await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<AuditHead>().SingleAsync(Token);
        Digest hash = default;
        IReadOnlyList<AuditEntry> rows = await RowsAsync(server);
        foreach ((AuditEntry row, int index) in rows.Select((row, index) => (row, index)))
        {
            hash = CanonicalAuditRow.Hash(hash, row.ToRow(index + 1));
            Assert.Equal((index + 1, hash), (row.Id, row.Sha256));
        }

        Assert.Equal((rows.Count, rows.Count, hash), (head.LastId, head.RowCount, head.Sha256));
    }
}
