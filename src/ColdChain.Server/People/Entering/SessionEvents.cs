using System.Globalization;
using System.Security.Claims;
using ColdChain.Server.Running;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ColdChain.Server.People.Entering;

/// <summary>
/// Gives every log-in a session of its own, and ends one that has lasted too long, however busy it is; that it was idle too long the
/// cookie itself knows.
/// </summary>
/// <remarks>
/// It is asked for at every request, an agent's too, and there are thousands of those a second: the records are opened by who logs in.
/// </remarks>
internal sealed class SessionEvents(ServerOptions options, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>Unix milliseconds of the log-in; sealed in the cookie.</summary>
    private const string Since = "since";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Properties.Items[Since] = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        long personId = long.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!, NumberStyles.None, CultureInfo.InvariantCulture);
        SessionBook sessions = context.HttpContext.RequestServices.GetRequiredService<SessionBook>();
        await sessions.BeginAsync(personId, context.Properties, context.HttpContext.RequestAborted);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool isKnown = long.TryParse(
            context.Properties.Items.TryGetValue(Since, out string? text) ? text : null, NumberStyles.None, CultureInfo.InvariantCulture, out long since);
        if (!isKnown || clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(since) >= options.SessionLongest)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}
