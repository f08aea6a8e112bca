using System.Collections.Concurrent;
using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.People;

/// <summary>Puts on the audit trail who took what out, before its first byte leaves: without the row there is no answer.</summary>
internal sealed class ExportNotes(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Of what was asked behind the question mark so much is kept.</summary>
    private const int LongestQuestion = 500;

    private readonly ConcurrentDictionary<(string Reader, string Pattern, string Key), Instant> _quietUntil = new();

    public void Watch(HttpContext http, RouteEndpoint endpoint, AccessRule rule)
    {
        if (rule.Export is { } export && export != ExportRule.ByEndpoint)
        {
            http.Response.OnStarting(
                () => http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent
                    ? NoteAsync(http, endpoint, rule)
                    : Task.CompletedTask);
        }
    }

    private async Task NoteAsync(HttpContext http, RouteEndpoint endpoint, AccessRule rule)
    {
        ExportRule export = rule.Export!;
        CurrentActor reader = http.RequestServices.GetRequiredService<CurrentActor>();
        string key = string.Join(' ', endpoint.RoutePattern.Parameters.Select(part => Value(http, part.Name)));
        Instant now = clock.GetCurrentInstant();
        if (export.QuietFor is not null && !IsFirst((reader.Name, rule.Pattern, key), now))
        {
            return;
        }

        // Of its own: the request's may be in the middle of reading what it answers.
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        CurrentActor actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        (actor.Name, actor.FacilityId) = (reader.Name, reader.FacilityId);
        string question = http.Request.QueryString.ToString();
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(
            new AuditAct(AuditActions.Export, export.Subject, key)
            {
                FacilityId = await FacilityAsync(scope.ServiceProvider, http, rule.ScopedBy),
                NewValues = question.Length == 0
                    ? null
                    : AuditValues.Write(new Dictionary<string, string?> { ["Question"] = question[..Math.Min(question.Length, LongestQuestion)] }),
            },
            CancellationToken.None);
        if (export.QuietFor is { } quiet)
        {
            // Once the row stands: what could not be noted is noted with the next request.
            _quietUntil[(reader.Name, rule.Pattern, key)] = now + quiet;
        }
    }

    /// <summary>After a restart all are first ones again, and so are two at once: a row too many, and none too few.</summary>
    private bool IsFirst((string Reader, string Pattern, string Key) asked, Instant now)
    {
        foreach ((var old, Instant until) in _quietUntil)
        {
            if (until <= now)
            {
                _quietUntil.TryRemove(new(old, until));
            }
        }

        return !_quietUntil.ContainsKey(asked);
    }

    private static async Task<FacilityId?> FacilityAsync(IServiceProvider services, HttpContext http, string? scopedBy) =>
        scopedBy is null
            ? null
            : await services.GetServices<IFacilityOfRoute>().Single(candidate => candidate.Parameter == scopedBy)
                .FindAsync(Value(http, scopedBy), CancellationToken.None);

    private static string Value(HttpContext http, string parameter) =>
        Convert.ToString(http.GetRouteValue(parameter), CultureInfo.InvariantCulture) ?? string.Empty;
}
