using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ColdChain.Core.Time;
using ColdChain.Server.People;
using ColdChain.Server.People.Entering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ColdChain.Server.Pages.Overview;

/// <summary>Sends the rows of the overview again whenever they look different, by server-sent events.</summary>
/// <remarks>
/// A stream ends after a while, and at once with the session; the browser opens the next one by itself. So a person who was moved or
/// locked does not go on watching, since each stream passes the access table anew.
/// </remarks>
internal static class OverviewEvents
{
    /// <summary>How often the rows are looked at. An alarm is on the screen within this time.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    public static IResult Stream(HttpContext http, IHostApplicationLifetime life)
    {
        // Ends with the reader or with the server, whichever goes first: an open stream must not hold up a shutdown.
        CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        http.Response.RegisterForDispose(either);
        return TypedResults.ServerSentEvents(RowsAsync(http.RequestServices, either.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> RowsAsync(
        IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        SessionCheck session = services.GetRequiredService<SessionCheck>();
        OverviewReader reader = services.GetRequiredService<OverviewReader>();
        CurrentLanguage language = services.GetRequiredService<CurrentLanguage>();
        await using HtmlRenderer renderer = new(services, services.GetRequiredService<ILoggerFactory>());
        using PeriodicTimer timer = new(Every, clock);
        Instant until = clock.GetCurrentInstant() + LongestStream;
        string sent = string.Empty;
        while (clock.GetCurrentInstant() < until && !cancellationToken.IsCancellationRequested)
        {
            string rows = await RenderAsync(renderer, reader, language.IsEnglish, clock.GetCurrentInstant(), cancellationToken);
            if (rows != sent)
            {
                sent = rows;
                yield return new SseItem<string>(rows, "rows");
            }

            if (!await NextAsync(timer, cancellationToken) || !await session.HoldsAsync(cancellationToken))
            {
                yield break;
            }
        }
    }

    private static async Task<string> RenderAsync(
        HtmlRenderer renderer, OverviewReader reader, bool isEnglish, Instant now, CancellationToken cancellationToken)
    {
        IReadOnlyList<OverviewRow> rows = await reader.ReadAsync(isEnglish, now, cancellationToken);
        ParameterView parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(OverviewRows.Rows)] = rows, [nameof(OverviewRows.At)] = now });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<OverviewRows>(parameters)).ToHtmlString());
    }

    /// <summary>False when the reader has gone: an ordinary end of a stream, not a fault.</summary>
    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
