using System.Globalization;
using System.Security.Claims;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.People.Entering;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>
/// Looks the person of the session up at every request, so that a changed role or a moved person counts at once and not at the next
/// log-in, and a session ends at once when it is logged out of, the password is changed or reset, the person is locked or has left,
/// or ends it elsewhere.
/// </summary>
public sealed class CurrentPersonMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentPerson person, CurrentActor actor)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        string? id = http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long personId))
        {
            // Only who has logged in: an agent's request needs no records here, and there are thousands of them a second.
            RecordsDbContext records = http.RequestServices.GetRequiredService<RecordsDbContext>();
            string? session = SessionBook.HashIn(http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties);
            Person? found = await records.Users.AsNoTracking().SingleOrDefaultAsync(
                candidate => candidate.Id == personId
                    && records.Set<LogInSession>().Any(one => one.IdSha256 == session && one.PersonId == candidate.Id),
                http.RequestAborted);
            Facility? facility = found is null
                ? null
                : await records.Facilities.AsNoTracking()
                    .SingleOrDefaultAsync(candidate => candidate.Id == found.FacilityId, http.RequestAborted);
            if (found is { MayEnter: true } && facility is not null && HasStampOf(found, http.User))
            {
                person.Become(found, session!, facility);
                actor.Name = person.UserName;
                actor.FacilityId = person.FacilityId;
            }
            else
            {
                await http.SignOutAsync(IdentityConstants.ApplicationScheme);
                http.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(http);
    }

    private static bool HasStampOf(Person person, ClaimsPrincipal session) =>
        person.SecurityStamp is { Length: > 0 } stamp
        && session.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType) == stamp;
}
