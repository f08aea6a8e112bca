using System.Diagnostics;
using System.Globalization;
using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Server.People.Keys;
using Microsoft.AspNetCore.Mvc;

namespace ColdChain.Server.People;

/// <summary>Holds every matched request against the <see cref="AccessTable"/> before its endpoint runs.</summary>
/// <remarks>
/// Grants by leaving an <see cref="AccessGranted"/> on the request, which the fallback policy demands: an endpoint
/// that this class never saw is denied all the same. What is out of scope answers 404, like what does not exist.
/// </remarks>
public sealed class AccessMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentPerson person)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(person);
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await RefuseAsync(http, AccessDecision.NotListed, isPage: false);
            return;
        }

        string pattern = "/" + (endpoint.RoutePattern.RawText ?? string.Empty).TrimStart('/');
        AccessRule? rule = AccessTable.Find(http.Request.Method, pattern);
        AccessDecision decision = rule is null
            ? AccessDecision.NotListed
            : await DecideAsync(http, rule, person);
        if (decision == AccessDecision.Granted)
        {
            http.Features.Set(new AccessGranted());
            http.RequestServices.GetRequiredService<ExportNotes>().Watch(http, endpoint, rule!);
            await next(http);
            return;
        }

        await RefuseAsync(http, decision, rule?.Method == "PAGE");
    }

    private static async Task<AccessDecision> DecideAsync(HttpContext http, AccessRule rule, CurrentPerson person)
    {
        switch (rule.Audience)
        {
            case Audience.Anyone or Audience.Agents:
                return AccessDecision.Granted;
            case Audience.Loopback:
                return http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress)
                    ? AccessDecision.Granted
                    : AccessDecision.OutOfScope;
            default:
                break;
        }

        if (IntegrationDoor.IsShown(http.Request))
        {
            AccessDecision opened = await OpenAsync(http, rule);
            if (opened != AccessDecision.Granted)
            {
                return opened;
            }
        }
        else if (!person.IsKnown)
        {
            return AccessDecision.NotLoggedIn;
        }
        else if (!rule.Roles.Contains(person.Role))
        {
            return AccessDecision.WrongRole;
        }

        bool inScope = rule.ScopedBy is null || await HoldsAsync(http, rule.ScopedBy);
        return inScope ? AccessDecision.Granted : AccessDecision.OutOfScope;
    }

    /// <summary>A program with a key: the rights of the key stand for the role.</summary>
    private static async Task<AccessDecision> OpenAsync(HttpContext http, AccessRule rule)
    {
        switch (await http.RequestServices.GetRequiredService<IntegrationDoor>().OpenAsync(http.Request, http.RequestAborted))
        {
            case IntegrationEntry.Known known:
                return rule.Integrations is { } right && known.Key.Allows(right) ? AccessDecision.Granted : AccessDecision.WrongRole;
            case IntegrationEntry.Refused refused:
                http.Features.Set(refused);
                return AccessDecision.NotLoggedIn;
            default:
                throw new UnreachableException();
        }
    }

    /// <param name="isPage">Afterwards the reader can come back to it: what only takes forms cannot be asked for.</param>
    private static async Task RefuseAsync(HttpContext http, AccessDecision decision, bool isPage)
    {
        bool isProgram = IntegrationDoor.IsShown(http.Request);
        if (decision == AccessDecision.NotLoggedIn && !isProgram && WantsPage(http.Request))
        {
            string to = Uri.EscapeDataString(isPage ? http.Request.Path + http.Request.QueryString : "/");
            http.Response.Redirect($"/log-in?to={to}");
            return;
        }

        (int status, string title) = decision switch
        {
            AccessDecision.NotLoggedIn when isProgram => (401, "密钥无效。 The key does not open."),
            AccessDecision.NotLoggedIn => (401, "请先登录。 Please log in first."),
            AccessDecision.WrongRole when isProgram => (403, "此密钥没有这项权限。 This key may not do this."),
            AccessDecision.WrongRole => (403, "您的角色不能执行此操作。 Your role may not do this."),
            _ => (404, "没有找到，或不在您的管辖范围内。 Not found, or not within your facilities."),
        };
        http.Response.StatusCode = status;
        if (isProgram && status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        if (!isProgram && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            // A browser gets the page for this status (RefusedPage), made when the empty answer comes back out.
            return;
        }

        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = http.Features.Get<IntegrationEntry.Refused>()?.Reason },
        });
    }

    /// <summary>A session may have ended while somebody filled in a form: then too a browser is shown the way in.</summary>
    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/events", StringComparison.Ordinal)
        && (HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    private static async Task<bool> HoldsAsync(HttpContext http, string parameter)
    {
        IFacilityOfRoute facilityOf = http.RequestServices.GetServices<IFacilityOfRoute>().Single(candidate => candidate.Parameter == parameter);
        string? value = Convert.ToString(http.GetRouteValue(parameter), CultureInfo.InvariantCulture);
        FacilityId? facility = value is null ? null : await facilityOf.FindAsync(value, http.RequestAborted);
        return facility is not null
            && await http.RequestServices.GetRequiredService<FacilityScope>().MaySeeAsync(facility.Value, http.RequestAborted);
    }
}
