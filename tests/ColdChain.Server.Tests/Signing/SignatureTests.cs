using System.Net;
using ColdChain.Server.Audit;
using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using ColdChain.Server.Tests.Integrity;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Signing;

/// <summary>21 CFR 11.50 and 11.70: who signs gives the password again, and the signature is bound to what was signed.</summary>
public sealed class SignatureTests
{
    private const string Page = "/hand-readings/gaochuan/fridge-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reading_bears_name_role_moment_and_meaning_and_the_hash_of_what_was_signed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("李护士 （接种人员） 记录， 2026-05-01 08:00", await EnterAsync(nurse, "4.6", ServerUnderTest.Password), StringComparison.Ordinal);

        Signature signature = Assert.Single(await AllAsync<Signature>(server));
        HandReadingEntry entry = Assert.Single(await AllAsync<HandReadingEntry>(server));
        Assert.Equal(
            ("李护士", "staff", SignatureMeaning.Recorded, ServerUnderTest.Start, true),
            (signature.PrintedName, signature.Role, signature.Meaning, signature.SignedAt, signature.IsByPassword));
        Assert.Equal(Signature.HashOf(entry), signature.RecordSha256);
        Assert.Contains("李护士 （接种人员） 记录，", Html.Words(await nurse.ReadAsync("/months/2026-05/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_password_nothing_is_stored_and_the_refusal_is_on_the_trail()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("密码不正确，没有签字", await EnterAsync(nurse, "4.6", "guessed"), StringComparison.Ordinal);
        Assert.Contains("密码不正确，没有签字", await EnterAsync(nurse, "4.6", string.Empty), StringComparison.Ordinal);

        Assert.Empty(await AllAsync<HandReadingEntry>(server));
        Assert.Empty(await AllAsync<Signature>(server));
        Assert.Equal(2, (await AllAsync<AuditEntry>(server)).Count(row => row is { Action: AuditActions.SignRefused, Actor: "nurse" }));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_signing_and_for_the_log_in()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        for (int attempt = 0; attempt < 5; attempt++)
        {
            await EnterAsync(nurse, "4.6", "guessed");
        }

        Assert.Contains("账号已锁定", await EnterAsync(nurse, "4.6", ServerUnderTest.Password), StringComparison.Ordinal);
        Assert.Empty(await AllAsync<HandReadingEntry>(server));
        using HttpClient again = server.Anonymous();
        using HttpResponseMessage refused = await ServerUnderTest.PostFormAsync(
            again, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = "nurse", ["Form.Password"] = ServerUnderTest.Password });
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task A_reading_that_the_rules_refuse_costs_no_try_of_the_password()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("请填写一个温度数字", await EnterAsync(nurse, "warm", "guessed"), StringComparison.Ordinal);

        Assert.DoesNotContain(await AllAsync<AuditEntry>(server), row => row.Action == AuditActions.SignRefused);
    }

    [Fact]
    public async Task A_review_without_the_right_password_is_not_signed_and_says_so()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");

        using HttpResponseMessage answer = await ReviewAsync(inspector, "guessed");

        string where = answer.Headers.Location!.ToString();
        Assert.Contains("密码不正确，没有签字", Html.Words(await inspector.ReadAsync(where[..where.IndexOf('#', StringComparison.Ordinal)])), StringComparison.Ordinal);
        Assert.Empty(await AllAsync<MonthReview>(server));
    }

    [Fact] // HR-09
    public async Task A_correction_is_a_void_on_the_trail_with_its_reason_and_has_a_signature_of_its_own()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        await EnterAsync(nurse, "45", ServerUnderTest.Password);
        long wrong = Assert.Single(await AllAsync<HandReadingEntry>(server)).Id;

        await EnterAsync(nurse, "4.5", ServerUnderTest.Password, $"{Page}?correct={wrong}");

        AuditEntry row = Assert.Single(await AllAsync<AuditEntry>(server), row => row.Action == AuditActions.Void);
        Assert.Equal(("hand_reading_entry", "nurse", "漏了小数点"), (row.Subject, row.Actor, row.Reason));
        Assert.Equal($"{wrong}", AuditValues.Read(row.NewValues)["VoidsId"]);
        Assert.Equal(2, (await AllAsync<Signature>(server)).Count);
    }

    [Theory]
    [InlineData("UPDATE hand_reading_entry SET value_milli_celsius = value_milli_celsius + 1", "hand_reading_entry 1: it was changed after '李护士' signed it")]
    [InlineData("UPDATE hand_reading_entry SET reason = ''", "hand_reading_entry 1: it was changed")]
    [InlineData("UPDATE hand_reading_entry SET storage_unit_id = 'baishi/fridge-1' WHERE id = 1", "hand_reading_entry 1: it was changed")]
    [InlineData("DELETE FROM hand_reading_entry WHERE id = 1", "hand_reading_entry 1: '李护士' signed it")]
    [InlineData("DELETE FROM hand_reading_entry WHERE id = 2", "hand_reading_entry 2: '李护士' signed it")]
    [InlineData("DELETE FROM hand_reading_entry WHERE id = 2; DELETE FROM signature WHERE id = 2", "signature 2: the audit trail has it")]
    [InlineData("UPDATE hand_reading_entry SET value_milli_celsius = 4700 - value_milli_celsius + 4600", "hand_reading_entry 1: it was changed")]
    [InlineData("UPDATE month_review SET finding = 'all well'", "month_review 1: it was changed after '张督导' signed it")]
    [InlineData("UPDATE signature SET printed_name = '王护士' WHERE id = 1", "signature 1 under hand_reading_entry 1, '王护士': it is not as it was signed")]
    [InlineData("UPDATE signature SET meaning = 'Reviewed' WHERE id = 1", "signature 1")]
    [InlineData("UPDATE signature SET signed_at_ms = signed_at_ms + 1 WHERE id = 1", "signature 1")]
    [InlineData("UPDATE signature SET is_by_password = NOT is_by_password WHERE id = 1", "signature 1")]
    [InlineData("UPDATE signature SET record_sha256 = zeroblob(32) WHERE id = 1", "signature 1")]
    [InlineData("UPDATE signature SET subject_key = '2' WHERE id = 1", "signature 1")]
    [InlineData("UPDATE signature SET id = -id WHERE id < 3; UPDATE signature SET id = id + 3 WHERE id < 0", "signature 1")]
    [InlineData("DELETE FROM signature WHERE id = 1", "signature 1: the audit trail has it, and it was removed")]
    [InlineData("INSERT INTO month_review SELECT id + 1, storage_unit_id, facility_id, month, reviewed_at_ms, reviewed_by_id, reviewed_by, 'none' FROM month_review", "month_review 2: nobody signed it")]
    public async Task What_is_done_to_signed_records_behind_the_server_s_back_is_named(string sql, string named)
    {
        await using TamperedRecords records = await TamperedRecords.MakeAsync(SignAsync);
        Assert.Contains("3 signatures (0 from before", (await records.VerifyAsync()).Said, StringComparison.Ordinal);

        records.Tamper(sql);

        await records.NamesAsync(named);
    }

    [Fact]
    public async Task Not_even_the_database_changes_or_removes_a_signature()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await SignAsync(server);
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => records.Database.ExecuteSqlRawAsync("UPDATE signature SET role = 'auditor'", Token));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => records.Database.ExecuteSqlRawAsync("DELETE FROM signature", Token));
    }

    /// <summary>Two readings of two fridges and a review.</summary>
    private static async Task SignAsync(ServerUnderTest server)
    {
        using HttpClient nurse = await server.LogInAsync("nurse");
        await EnterAsync(nurse, "4.6", ServerUnderTest.Password);
        await EnterAsync(nurse, "4.7", ServerUnderTest.Password, "/hand-readings/gaochuan/fridge-2");
        using HttpClient inspector = await server.LogInAsync("inspector");
        using HttpResponseMessage answer = await ReviewAsync(inspector, ServerUnderTest.Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> ReviewAsync(HttpClient inspector, string password)
    {
        string html = await inspector.ReadAsync("/months/2026-05/gaochuan/fridge-1");
        string proof = System.Text.RegularExpressions.Regex.Matches(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")[^1].Groups[1].Value;
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["finding"] = "门封老化",
            ["password"] = password,
            ["__RequestVerificationToken"] = proof,
        });
        return await inspector.PostAsync(new Uri("/month-reviews/2026-05/gaochuan/fridge-1", UriKind.Relative), form, Token);
    }

    private static async Task<string> EnterAsync(HttpClient client, string value, string password, string page = Page)
    {
        using HttpResponseMessage answer = await ServerUnderTest.PostFormAsync(client, page, new Dictionary<string, string>
        {
            ["Form.Value"] = value,
            ["Form.Password"] = password,
            ["Form.Reason"] = "漏了小数点",
        });
        return answer.StatusCode == HttpStatusCode.Found
            ? Html.Words(await client.ReadAsync(answer.Headers.Location!.ToString()))
            : Html.Words(await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task<IReadOnlyList<TEntity>> AllAsync<TEntity>(ServerUnderTest server)
        where TEntity : class
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<TEntity>().AsNoTracking().ToListAsync(Token);
    }
}
