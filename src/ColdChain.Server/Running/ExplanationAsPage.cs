using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace ColdChain.Server.Running;

/// <summary>The page that explains a refusal or a failure is read, whatever was asked: what was posted is not posted to it again.</summary>
/// <remarks>Posted, the page would ask for the anti-forgery token that the request may not have had, and the answer would be an empty 400.</remarks>
internal sealed class ExplanationAsPage(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            http.Request.Method = HttpMethods.Get;
            http.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(http);
    }
}
