using System.Net;
using ColdChain.Server.People;
using ColdChain.Server.People.Entering;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People;

public sealed class LogInTests
{
    private const string Password = ServerUnderTest.Password;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_wrong_passwords_lock_a_name_for_fifteen_minutes_by_the_servers_clock()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        for (int attempt = 0; attempt < LogInDesk.MostWrong; attempt++)
        {
            Assert.False(await server.MayEnterAsync("nurse", "wrong"));
        }

        Assert.False(await server.MayEnterAsync("nurse", Password));
        server.Clock.Advance(LogInDesk.LockedFor - TimeSpan.FromSeconds(1));
        Assert.False(await server.MayEnterAsync("nurse", Password));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await server.MayEnterAsync("nurse", Password));
    }

    [Fact]
    public async Task Wrong_passwords_at_once_are_counted_like_wrong_ones_in_turn()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, LogInDesk.MostWrong).Select(_ => server.MayEnterAsync("nurse", "wrong")));
        Assert.False(await server.MayEnterAsync("nurse", Password));
    }

    [Fact]
    public async Task A_log_in_forgets_the_wrong_ones_before_it()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        for (int round = 0; round < 2; round++)
        {
            for (int attempt = 1; attempt < LogInDesk.MostWrong; attempt++)
            {
                Assert.False(await server.MayEnterAsync("nurse", "wrong"));
            }

            Assert.True(await server.MayEnterAsync("nurse", Password));
        }
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_a_name_exists_or_is_locked()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string wrong = await AnswerAsync(server, "nurse", "wrong");
        string unknown = await AnswerAsync(server, "nobody-at-all", "wrong");
        for (int attempt = 0; attempt < LogInDesk.MostWrong; attempt++)
        {
            await server.MayEnterAsync("auditor", "wrong");
        }

        string locked = await AnswerAsync(server, "auditor", Password);
        Assert.Contains("连续输错五次", wrong, StringComparison.Ordinal);
        Assert.Equal([wrong, wrong], [unknown, locked]);
    }

    [Fact]
    public async Task Only_who_knows_the_password_learns_that_an_administrator_locked_them()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.ReadAsync(records => records.Users.Where(person => person.UserName == "nurse")
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.LockedAt, ServerUnderTest.Start), Token));
        Assert.DoesNotContain("已被管理员锁定", await AnswerAsync(server, "nurse", "wrong"), StringComparison.Ordinal);
        Assert.Contains("已被管理员锁定", await AnswerAsync(server, "nurse", Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_try_is_on_the_audit_trail_without_the_password()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.MayEnterAsync("nurse", "wrong-" + Password);
        await server.MayEnterAsync("nurse", Password);
        var rows = await server.ReadAsync(records => records.AuditEntries.AsNoTracking()
            .Where(entry => entry.SubjectKey == "nurse" && entry.Subject == "person").ToListAsync(Token));
        Assert.Equal(["nobody log-in-refused", "nurse log-in"], rows.Select(row => $"{row.Actor} {row.Action}"));
        Assert.DoesNotContain(rows, row => $"{row.OldValues}{row.NewValues}{row.Reason}".Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_one_address_so_many_tries_are_taken_in_a_minute_and_then_more_by_the_clock()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        HttpResponseMessage answer = await client.TryPasswordAsync("guess-0", "wrong");
        for (int attempt = 1; answer.StatusCode == HttpStatusCode.OK; attempt++)
        {
            Assert.InRange(attempt, 1, 60);
            answer = await client.TryPasswordAsync($"guess-{attempt}", "wrong");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("60", answer.Headers.GetValues("Retry-After").Single());
        Assert.False(await server.MayEnterAsync("nurse", Password));
        server.Clock.Advance(LogInLimit.Window);
        Assert.True(await server.MayEnterAsync("nurse", Password));
    }

    private static async Task<string> AnswerAsync(ServerUnderTest server, string userName, string password)
    {
        using HttpClient client = server.Anonymous();
        using HttpResponseMessage answer = await client.TryPasswordAsync(userName, password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Pages.Html.Words(await answer.Content.ReadAsStringAsync(Token));
    }
}
