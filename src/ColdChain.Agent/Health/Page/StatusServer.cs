using System.Diagnostics;
using System.Net;
using System.Text;
using ColdChain.Agent.Retrying;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Health.Page;

/// <summary>Serves the status page, /healthz and /metrics on 127.0.0.1, one request after the other.</summary>
/// <remarks>
/// The framework's small HTTP listener and no web stack: that would cost more memory than the whole agent. A request
/// whose Host is not this machine is refused, so that no page of the internet can read it through a browser here.
/// </remarks>
public sealed class StatusServer(StatusPageOptions options, StatusViews views, TimeProvider clock, ILogger log)
{
    /// <summary>A reader that does not take its answer is cut off.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    private readonly AlarmTaking _taking = new(views.Desk);
    private readonly RetrySchedule _schedule = new(new RetryOptions(), clock, Random.Shared);

    /// <summary>Runs until the token is cancelled. A port that is taken is told once and tried again; nothing else waits for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (options.IsOn && !cancellationToken.IsCancellationRequested)
        {
            if (await ListenAsync(cancellationToken) is { } trouble && !cancellationToken.IsCancellationRequested)
            {
                if (_schedule.Failures == 0)
                {
                    log.LogWarning("The status page cannot be shown on 127.0.0.1:{Port}: {Reason} Choose another statusPage.port", options.Port, trouble);
                }

                _schedule.Failed();
                await Task.Delay(_schedule.NextDelay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Null when it was stopped, else why it ended.</summary>
    private async Task<string?> ListenAsync(CancellationToken cancellationToken)
    {
        using HttpListener listener = new();
        listener.Prefixes.Add($"http://127.0.0.1:{options.Port}/");
        try
        {
            listener.Start();
            log.LogInformation("Status page: http://127.0.0.1:{Port}/", options.Port);
            _schedule.Succeeded();
            await using CancellationTokenRegistration stopping = cancellationToken.Register(listener.Abort);
            while (true)
            {
                HttpListenerContext request = await listener.GetContextAsync();
                await AnswerAsync(request, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            return cancellationToken.IsCancellationRequested ? null : fault.Message;
        }
    }

    private async Task AnswerAsync(HttpListenerContext request, CancellationToken cancellationToken)
    {
        try
        {
            StatusAnswer answer = await ChooseAsync(request.Request, cancellationToken);
            HttpListenerResponse response = request.Response;
            response.StatusCode = answer.Code;
            response.ContentType = answer.ContentType;
            if (answer.Location is { } location)
            {
                response.Headers["Location"] = location;
            }

            response.Headers["Content-Security-Policy"] =
                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Cache-Control"] = "no-store";
            byte[] body = Encoding.UTF8.GetBytes(answer.Text);
            response.ContentLength64 = body.Length;
            if (request.Request.HttpMethod != "HEAD")
            {
                await response.OutputStream.WriteAsync(body, cancellationToken).AsTask().WaitAsync(LongestAnswer, clock, cancellationToken);
            }

            response.Close();
        }
        catch (Exception fault) when (fault is HttpListenerException or IOException or ObjectDisposedException or TimeoutException or OperationCanceledException)
        {
            request.Response.Abort(); // The reader went away, or the agent stops.
        }
#pragma warning disable CA1031 // The boundary of an answer: here somebody takes the alarm, and the next request must find the page.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.LogError(fault, "The status page could not answer {Path}", request.Request.Url?.AbsolutePath);
            request.Response.Abort();
        }
    }

    private async ValueTask<StatusAnswer> ChooseAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        if (request.Url is not { Host: "127.0.0.1" or "localhost" })
        {
            return new StatusAnswer(403, "text/plain; charset=utf-8", "This page is for people at this machine: http://127.0.0.1");
        }

        if (request.HttpMethod == "POST" && request.Url.AbsolutePath == "/take")
        {
            return await _taking.TakeAsync(request, cancellationToken);
        }

        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            return new StatusAnswer(405, "text/plain; charset=utf-8", "Only GET.");
        }

        return request.Url.AbsolutePath switch
        {
            "/style.css" => new StatusAnswer(200, "text/css; charset=utf-8", StatusPage.Style),
            "/" => new StatusAnswer(200, "text/html; charset=utf-8", StatusPage.Render(
                await views.TakeAsync(cancellationToken), StatusWords.For(request.QueryString["lang"] ?? Preferred(request)))),
            "/take" => new StatusAnswer(200, "text/html; charset=utf-8", StatusPage.RenderTaking(
                await views.TakeAsync(cancellationToken),
                StatusWords.For(request.QueryString["lang"] ?? Preferred(request)),
                request.QueryString["id"] ?? string.Empty,
                _taking.Token)),
            "/healthz" => Health(await views.TakeAsync(cancellationToken)),
            "/metrics" => new StatusAnswer(200, "text/plain; version=0.0.4; charset=utf-8", Metrics(await views.TakeAsync(cancellationToken))),
            _ => new StatusAnswer(404, "text/plain; charset=utf-8", "There is /, /healthz and /metrics."),
        };
    }

    private static StatusAnswer Health(StatusView view) =>
        new(HealthAnswer.IsServing(view) ? 200 : 503, "application/json", HealthAnswer.Render(view));

    private static string Metrics(StatusView view)
    {
        using Process self = Process.GetCurrentProcess();
        return AgentMetrics.Render(view, self.TotalProcessorTime, self.WorkingSet64);
    }

    private static string? Preferred(HttpListenerRequest request) =>
        request.UserLanguages is [{ } first, ..] && first.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : null;
}
