using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Access;

/// <summary>A person with a browser reduced to its essentials: cookies, addresses and forms, no script.</summary>
public sealed partial class PersonSession : IDisposable
{
    private readonly HttpClient _http;

    private PersonSession(Uri server)
    {
        HttpClientHandler handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static async Task<PersonSession> LogInAsync(
        Uri server, string userName, string password, CancellationToken cancellationToken)
    {
        PersonSession session = new(server);
        HttpStatusCode answer = await session.SubmitAsync(
            "/log-in", new() { ["Form.UserName"] = userName, ["Form.Password"] = password }, cancellationToken);
        Assert.True(answer == HttpStatusCode.Redirect, $"{userName} could not log in: {answer}");
        return session;
    }

    public async Task<Answer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(
            new Uri(path, UriKind.RelativeOrAbsolute), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        bool isText = response.Content.Headers.ContentType?.MediaType is "text/html" or "text/csv" or "application/json"
            or "application/problem+json" or "text/plain";
        string body = isText ? await response.Content.ReadAsStringAsync(cancellationToken) : string.Empty;
        return new Answer(path, response.StatusCode, response.Headers.Location?.ToString(), body);
    }

    /// <summary>Fills in the first form of a page as a person does, hidden fields included, and sends it.</summary>
    public async Task<HttpStatusCode> SubmitAsync(
        string path, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        Answer page = await GetAsync(path, cancellationToken);
        Dictionary<string, string> all = new(fields, StringComparer.Ordinal);
        foreach (Match hidden in HiddenField().Matches(page.Body))
        {
            all.TryAdd(hidden.Groups["name"].Value, WebUtility.HtmlDecode(hidden.Groups["value"].Value));
        }

        return await PostAsync(path, all, cancellationToken);
    }

    public async Task<HttpStatusCode> PostAsync(
        string path, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using FormUrlEncodedContent form = new(fields);
        using HttpResponseMessage response = await _http.PostAsync(
            new Uri(path, UriKind.RelativeOrAbsolute), form, cancellationToken);
        return response.StatusCode;
    }

    /// <summary>As a program with a person's session does.</summary>
    /// <exception cref="HttpRequestException">The server is away, or went while it answered.</exception>
    public async Task<HttpStatusCode> PostJsonAsync(string path, string json, CancellationToken cancellationToken)
    {
        using StringContent body = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), body, cancellationToken);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
