using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ColdChain.Server.People;

/// <summary>Log-in, the four roles, the scope of facilities, and the policy that denies what the table does not list.</summary>
public static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<CurrentLanguage>();
        services.AddScoped<FacilityScope>();
        services.AddScoped<IFacilityOfRoute, FacilityRoute>();
        services.AddScoped<IFacilityOfRoute, StorageUnitRoute>();
        services.AddDataProtection()
            .PersistKeysToFileSystem(new DirectoryInfo(options.KeysPath))
            .SetApplicationName("coldchain");
        services.AddIdentityCore<Person>(identity =>
            {
                identity.Password.RequiredLength = 10;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<RecordsDbContext>()
            .AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = "coldchain";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = options.SessionLength;
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/log-in";
            });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder()
                .RequireAssertion(request =>
                    (request.Resource as HttpContext)?.Features.Get<AccessGranted>() is not null)
                .Build());
        return services;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/log-out", LogOutAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost("/language", ChooseLanguage).DisableAntiforgery();
        return routes;
    }

    private static async Task<IResult> LogOutAsync(
        SignInManager<Person> signIn, AuditTrail trail, CurrentPerson person, CancellationToken cancellationToken)
    {
        await trail.AppendAsync("log-out", "person", person.UserName, cancellationToken);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/log-in");
    }

    /// <summary>Changes nothing but a cookie of the reader's own, so it needs no antiforgery token.</summary>
    private static IResult ChooseLanguage(HttpContext http, [FromForm] string language, [FromForm] string? to)
    {
        http.Response.Cookies.Append(
            CurrentLanguage.Cookie,
            language == "en" ? "en" : "zh",
            new CookieOptions { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return Results.LocalRedirect(LocalAddress.OrHome(to));
    }
}
