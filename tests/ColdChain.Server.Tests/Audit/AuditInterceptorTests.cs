using ColdChain.Core.Identity;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Audit;

public sealed class AuditInterceptorTests
{
    [Fact]
    public async Task A_change_stands_on_the_trail_with_who_when_why_and_both_values()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Name = "admin";
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Reason = "renamed by the county";
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Facility facility = await records.Facilities.SingleAsync(candidate => candidate.Id == FacilityId.Parse("gaochuan", null), token);
        facility.NameEn = "Gaochuan Town Hospital";
        await records.SaveChangesAsync(token);

        AuditEntry entry = await records.AuditEntries.OrderBy(candidate => candidate.Id).LastAsync(token);
        Assert.Equal(("admin", "change", "facility", "gaochuan"), (entry.Actor, entry.Action, entry.Subject, entry.SubjectKey));
        Assert.Equal("renamed by the county", entry.Reason);
        Assert.Equal("""{"NameEn":"Gaochuan Health Centre"}""", entry.OldValues);
        Assert.Equal("""{"NameEn":"Gaochuan Town Hospital"}""", entry.NewValues);
        Assert.Equal(ServerUnderTest.Start, entry.At);
    }

    [Fact]
    public async Task A_save_that_fails_leaves_neither_the_change_nor_its_line()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        int before = await records.AuditEntries.CountAsync(token);
        records.Add(new Facility
        {
            Id = FacilityId.Parse("twin", null),
            Path = "/qinghe-cdc/gaochuan/",
            Kind = FacilityKind.VillageClinic,
            NameZh = "双",
            NameEn = "Twin",
            TimeZone = "Asia/Shanghai",
        });
        await Assert.ThrowsAsync<DbUpdateException>(() => records.SaveChangesAsync(token));
        records.ChangeTracker.Clear();
        Assert.Equal(before, await records.AuditEntries.CountAsync(token));
        Assert.Equal(3, await records.Facilities.CountAsync(token));
    }

    [Fact]
    public async Task A_save_that_lost_to_another_lets_go_of_the_database_and_what_follows_is_kept()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Person nurse = await records.Users.SingleAsync(person => person.UserName == "nurse", token);
        records.Entry(nurse).Property(person => person.ConcurrencyStamp).OriginalValue = "what it was before another wrote";
        nurse.FullName = "李二";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => records.SaveChangesAsync(token));
        Assert.Null(records.Database.CurrentTransaction);

        records.ChangeTracker.Clear();
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync("refusal", "person", "nurse", token);
        await using AsyncServiceScope later = server.App.Services.CreateAsyncScope();
        RecordsDbContext seen = later.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Assert.Equal(1, await seen.AuditEntries.CountAsync(entry => entry.Action == "refusal", token));
        Assert.False(await seen.Users.AnyAsync(person => person.FullName == "李二", token));
    }

    [Fact]
    public async Task No_password_or_key_is_ever_written_to_the_trail()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        string keyHash = (await records.Agents.FirstAsync(token)).KeySha256;
        string passwordHash = (await records.Users.FirstAsync(token)).PasswordHash!;
        string trail = string.Join('\n', (await records.AuditEntries.ToListAsync(token)).Select(entry => entry.NewValues + entry.OldValues));
        Assert.Contains("(secret)", trail, StringComparison.Ordinal);
        Assert.DoesNotContain(keyHash, trail, StringComparison.Ordinal);
        Assert.DoesNotContain(passwordHash, trail, StringComparison.Ordinal);
        Assert.DoesNotContain(ServerUnderTest.Password, trail, StringComparison.Ordinal);
    }
}
