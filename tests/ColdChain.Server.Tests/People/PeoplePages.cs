using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People;

/// <summary>Forms of the pages of people and keys, filled in and sent as a browser does.</summary>
internal static partial class PeoplePages
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sends the form of this name on a page; gives the answer's text, decoded.</summary>
    public static async Task<string> SendAsync(this HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await client.SendFormAsync(page, form, fields);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage shown = await client.GetAsync(new Uri(page, UriKind.Relative), Token);
        string html = await shown.Content.ReadAsStringAsync(Token);
        Dictionary<string, string> all = fields.ToDictionary(field => field.Name, field => field.Value);
        all["_handler"] = form;
        all["__RequestVerificationToken"] = WebUtility.HtmlDecode(Proof().Match(html).Groups[1].Value);
        using FormUrlEncodedContent content = new(all);
        return await client.PostAsync(new Uri(page, UriKind.Relative), content, Token);
    }

    public static async Task<HttpResponseMessage> TryPasswordAsync(this HttpClient client, string userName, string password) =>
        await ServerUnderTest.PostFormAsync(
            client, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = userName, ["Form.Password"] = password });

    public static async Task<bool> MayEnterAsync(this ServerUnderTest server, string userName, string password)
    {
        using HttpClient client = server.Anonymous();
        using HttpResponseMessage answer = await client.TryPasswordAsync(userName, password);
        return answer.StatusCode == HttpStatusCode.Found;
    }

    /// <summary>True while the session of this client opens a page.</summary>
    public static async Task<bool> IsInAsync(this HttpClient client)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/account", UriKind.Relative), Token);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The path of the link that an answer shows once.</summary>
    public static string LinkIn(string answer) => Link().Match(answer) is { Success: true } match ? match.Value : throw new InvalidOperationException("no link in: " + answer);

    /// <summary>The key that an answer shows once.</summary>
    public static string KeyIn(string answer) => Key().Match(answer) is { Success: true } match ? match.Value : throw new InvalidOperationException("no key in: " + answer);

    public static async Task<T> ReadAsync<T>(this ServerUnderTest server, Func<RecordsDbContext, Task<T>> read)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());
    }

    public static Task<Person> FindAsync(this ServerUnderTest server, string userName) =>
        server.ReadAsync(records => records.Users.AsNoTracking().SingleAsync(person => person.UserName == userName, Token));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();

    [GeneratedRegex("/set-up/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();

    [GeneratedRegex("cc[ai]_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();
}
