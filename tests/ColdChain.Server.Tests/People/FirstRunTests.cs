using System.Net;
using ColdChain.Server.People;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People;

public sealed class FirstRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_the_first_run_makes_the_first_administrator_and_the_facility_at_the_top()
    {
        using TemporaryDirectory directory = new();
        await TestedRecords.MakeAsync(directory.FullPath);
        string link = PeoplePages.LinkIn(await VerbAsync(directory.FullPath, "set-up-link"));
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(directory: directory.FullPath);
        using HttpClient nobody = server.Anonymous();
        Assert.Contains("密码太短", await EnterAsync(nobody, link, "short"), StringComparison.Ordinal);
        Assert.Contains("密码已设置", await EnterAsync(nobody, link, "green bicycle rain"), StringComparison.Ordinal);
        Assert.True(await server.MayEnterAsync("first", "green bicycle rain"));
        Person first = await server.FindAsync("first");
        Assert.Equal((Roles.Administrator, "qinghe-cdc"), (first.Role, first.FacilityId.ToString()));
        using HttpResponseMessage again = await nobody.GetAsync(new Uri(link, UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("There are people on record", await VerbAsync(server.Directory, "set-up-link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_link_for_the_first_administrator_makes_the_one_before_worth_nothing()
    {
        using TemporaryDirectory directory = new();
        await TestedRecords.MakeAsync(directory.FullPath);
        string first = PeoplePages.LinkIn(await VerbAsync(directory.FullPath, "set-up-link"));
        string second = PeoplePages.LinkIn(await VerbAsync(directory.FullPath, "set-up-link"));
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(directory: directory.FullPath);
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage old = await nobody.GetAsync(new Uri(first, UriKind.Relative), Token);
        using HttpResponseMessage fresh = await nobody.GetAsync(new Uri(second, UriKind.Relative), Token);
        Assert.Equal([HttpStatusCode.Gone, HttpStatusCode.OK], [old.StatusCode, fresh.StatusCode]);
    }

    [Fact]
    public async Task Once_there_are_people_the_link_of_the_first_run_opens_nothing()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string secret = await server.ReadAsync(async records =>
        {
            OneTimeSecret token = OneTimeSecret.Make(string.Empty);
            records.Add(new SetUpLink
            {
                TokenSha256 = token.Sha256,
                MadeAt = ServerUnderTest.Start,
                MadeBy = "system",
                ExpiresAt = ServerUnderTest.Start + SetUpLink.Lifetime,
            });
            await records.SaveChangesAsync(Token);
            return token.Text;
        });
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage answer = await nobody.GetAsync(new Uri($"/set-up/{secret}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_for_somebody_on_record_takes_their_password_away_and_unknown_names_are_refused()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        PeoplePages.LinkIn(await VerbAsync(server.Directory, "set-up-link", "--user", "admin"));
        Assert.Equal((false, false), (await admin.IsInAsync(), await server.MayEnterAsync("admin", ServerUnderTest.Password)));
        Assert.Contains("nobody who may log in is called 'ghost'", await VerbAsync(server.Directory, "set-up-link", "--user", "ghost"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_has_help_of_its_own() =>
        Assert.Contains("--user NAME", await VerbAsync(Path.GetTempPath(), "set-up-link", "--help"), StringComparison.Ordinal);

    /// <summary>What the verb prints, on both of its ways.</summary>
    private static async Task<string> VerbAsync(string directory, params string[] arguments)
    {
        await using StringWriter output = new();
        using TemporaryDirectory folder = new();
        string[] all = arguments.Contains("--help") ? arguments : [.. arguments, "--data", directory, "--config", await TestedRecords.ConfigAsync(directory, folder)];
        await Verbs.RunAsync(all, new ManualClock(ServerUnderTest.Start.ToDateTimeOffset()), output, output);
        return output.ToString();
    }

    private static Task<string> EnterAsync(HttpClient nobody, string link, string password) => nobody.SendAsync(
        link,
        "set-up",
        ("Form.UserName", "first"),
        ("Form.FullName", "第一人"),
        ("Form.FacilityId", "qinghe-cdc"),
        ("Form.FacilityNameZh", "清河县疾控中心"),
        ("Form.Password", password),
        ("Form.Repeated", password));
}
