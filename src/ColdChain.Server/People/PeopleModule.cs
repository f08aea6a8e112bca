using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People.Entering;
using ColdChain.Server.People.Keys;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
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
        services.AddSingleton<ExportNotes>();
        services.AddScoped<FacilityScope>();
        services.AddScoped<IFacilityOfRoute, FacilityRoute>();
        services.AddScoped<IFacilityOfRoute, StorageUnitRoute>();
        AddDesks(services);
        services.AddLogInLimit(options);
        services.AddDataProtection()
            .PersistKeysToFileSystem(new DirectoryInfo(options.KeysPath))
            .SetApplicationName("coldchain");
        AddPasswords(services);
        services.AddSingleton<SessionEvents>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Shape(cookie, options));
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

    private static void AddDesks(IServiceCollection services)
    {
        services.AddScoped<SessionBook>();
        services.AddScoped<SessionCheck>();
        services.AddScoped<LogInDesk>();
        services.AddScoped<SetUpLinks>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<PeopleDesk>();
        services.AddScoped<PasswordDesk>();
        services.AddScoped<KeyDesk>();
        services.AddScoped<IntegrationDoor>();
        services.AddScoped<IFacilityOfRoute, PersonRoute>();
        services.AddScoped<IFacilityOfRoute, IntegrationKeyRoute>();
        services.AddScoped<IFacilityOfRoute, AgentRoute>();
    }

    private static void AddPasswords(IServiceCollection services) =>
        services.AddIdentityCore<Person>(identity =>
            {
                // Whether a password can be chosen is said by PasswordRules alone.
                identity.Password.RequiredLength = 1;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
            })
            .AddPasswordValidator<PasswordRules>()
            .AddEntityFrameworkStores<RecordsDbContext>()
            .AddSignInManager();

    private static void Shape(CookieAuthenticationOptions cookie, ServerOptions options)
    {
        // A browser takes a cookie of this prefix over TLS alone, and from no other host of the domain (RFC 6265bis, 4.1.3.2).
        cookie.Cookie.Name = options.HasSecureCookies ? "__Host-coldchain" : "coldchain";
        cookie.Cookie.SecurePolicy = options.HasSecureCookies ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        // Lax and not strict: the links in messages lead here from elsewhere.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.EventsType = typeof(SessionEvents);
        cookie.ExpireTimeSpan = options.SessionIdle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/log-in";
    }

    private static async Task<IResult> LogOutAsync(
        SignInManager<Person> signIn, SessionBook sessions, AuditTrail trail, CurrentPerson person, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(person.SessionSha256, cancellationToken);
        await trail.AppendAsync("log-out", "person", person.UserName, cancellationToken);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/log-in");
    }

    /// <summary>Changes nothing but a cookie of the reader's own, so it needs no antiforgery token.</summary>
    private static IResult ChooseLanguage(HttpContext http, [FromForm] string language, [FromForm] string? to)
    {
        CurrentLanguage.Choose(http.Response, language);
        return Results.LocalRedirect(LocalAddress.OrHome(to));
    }
}
