using Microsoft.AspNetCore.Antiforgery;

namespace ColdChain.Server.Running;

/// <summary>Turns away a form that another site made a browser send: one without the anti-forgery token of ours.</summary>
/// <remarks>The framework's own middleware only notes that the token is missing, and an endpoint that reads no form never looks.</remarks>
internal sealed class ForeignForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } checkedForm)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusOf(checkedForm.Error?.InnerException);
    }

    /// <summary>Of a form that could not be read to its end the token is not known: it is told why, and not that it is foreign.</summary>
    private static int StatusOf(Exception? unread) => unread switch
    {
        BadHttpRequestException body => body.StatusCode,
        _ => StatusCodes.Status400BadRequest,
    };
}
