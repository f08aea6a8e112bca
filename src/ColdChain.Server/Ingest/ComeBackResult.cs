using System.Globalization;

namespace ColdChain.Server.Ingest;

/// <summary>429 with the seconds to wait: what is said to a crowd must cost nothing, so its words are made once.</summary>
internal sealed class ComeBackResult(int seconds) : IResult
{
    private static readonly byte[] Problem =
        """{"type":"https://tools.ietf.org/html/rfc6585#section-4","title":"Too Many Requests","status":429,"detail":"Too many requests of all agents at once; nothing of this one was read. Come back after Retry-After seconds."}"""u8.ToArray();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        HttpResponse response = httpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.ContentType = "application/problem+json";
        response.ContentLength = Problem.Length;
        return response.Body.WriteAsync(Problem, httpContext.RequestAborted).AsTask();
    }
}
