using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>Tries every endpoint of a running server as everybody, and says what came out otherwise than the access table has it.</summary>
internal sealed partial class AccessWalk(WalkedCounty county) : IDisposable
{
    private readonly HttpClient _client =
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };

    public int Tried { get; private set; }

    public int Endpoints { get; private set; }

    public Dictionary<Verdict, int> Verdicts { get; } = [];

    public List<string> Findings { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task RunAsync()
    {
        // Logging out ends a session for good, so everybody does it last.
        foreach (Attempt attempt in All().OrderBy(one => one.Address == "/log-out"))
        {
            await TryAsync(attempt);
        }
    }

    /// <summary>As another site would have them sent by the browser of somebody who may: with the session, without the token.</summary>
    public async Task RunForeignFormsAsync()
    {
        foreach (Attempt attempt in All().Where(one => one is { Method: "POST", IsJson: false, Rule.Audience: Audience.People }))
        {
            foreach (Walker walker in county.Walkers.Where(one => attempt.Expected(one) == Verdict.In))
            {
                Tried++;
                (_, int status, _) = await KnockAsync(attempt, walker with { Proof = null });
                if (status != StatusCodes.Status400BadRequest)
                {
                    Findings.Add($"{attempt} as {walker.Name} without the token of the form: {status}.");
                }
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private IEnumerable<Attempt> All()
    {
        foreach (RouteEndpoint endpoint in county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                Endpoints++;
                foreach (Attempt attempt in Attempts.At(endpoint, method, county.Facilities))
                {
                    yield return attempt;
                }
            }
        }
    }

    private async Task TryAsync(Attempt attempt)
    {
        foreach (Walker walker in county.Walkers)
        {
            Tried++;
            (Verdict verdict, int status, string body) = await KnockAsync(attempt, walker);
            Verdicts[verdict] = Verdicts.GetValueOrDefault(verdict) + 1;
            Verdict expected = attempt.Expected(walker);
            if (verdict != expected)
            {
                Findings.Add($"{attempt} as {walker.Name}: {verdict} ({status}), the table says {expected}.");
            }

            Findings.AddRange(county.WordsBeyond(walker, attempt)
                .Where(word => body.Contains(word, StringComparison.Ordinal))
                .Select(word => $"{attempt} as {walker.Name} shows '{word}', which is out of scope."));
        }
    }

    private async Task<(Verdict Verdict, int Status, string Body)> KnockAsync(Attempt attempt, Walker walker)
    {
        using HttpRequestMessage request = new(new HttpMethod(attempt.Method), new Uri(attempt.Address, UriKind.Relative));
        walker.Sign(request);
        if (attempt.Rule?.Method == "PAGE")
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        }

        if (attempt.Method == "POST")
        {
            request.Content = attempt.IsJson
                ? new StringContent("""{ "numbers": [1], "reason": "walk", "movements": [] }""", Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent(await FieldsAsync(attempt, walker));
        }

        using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return (VerdictOf(answer), (int)answer.StatusCode, WebUtility.HtmlDecode(await BodyAsync(answer)));
    }

    /// <summary>A form as the walker's own pages would send it, so that what refuses it is the table and not the anti-forgery token.</summary>
    private async Task<Dictionary<string, string>> FieldsAsync(Attempt attempt, Walker walker)
    {
        Dictionary<string, string> fields = new() { ["from"] = "page", ["language"] = "zh", ["cause"] = "door", ["finding"] = "walk" };
        if (walker.Proof is not null)
        {
            fields["__RequestVerificationToken"] = walker.Proof;
        }

        if (attempt.Rule?.Method == "PAGE")
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(attempt.Address, UriKind.Relative));
            walker.Sign(request);
            using HttpResponseMessage page = await _client.SendAsync(request, Token);
            if (HandlerField().Match(await page.Content.ReadAsStringAsync(Token)) is { Success: true } handler)
            {
                fields["_handler"] = handler.Groups[1].Value;
            }
        }

        return fields;
    }

    /// <summary>A stream of events has no end: its first one is enough.</summary>
    private static async Task<string> BodyAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            return await answer.Content.ReadAsStringAsync(Token);
        }

        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync(Token));
        StringBuilder first = new();
        while (await reader.ReadLineAsync(Token) is { Length: > 0 } line)
        {
            first.AppendLine(line);
        }

        return first.ToString();
    }

    private static Verdict VerdictOf(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        401 => Verdict.Stranger,
        403 => Verdict.Forbidden,
        404 => Verdict.NotThere,
        >= 500 => Verdict.Broken,
        302 when answer.Headers.Location!.ToString().StartsWith("/log-in?", StringComparison.Ordinal) => Verdict.Stranger,
        _ => Verdict.In,
    };

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]+)\"")]
    private static partial Regex HandlerField();
}
